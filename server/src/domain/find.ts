import type { Found, FindInput, FoundItem } from "@connect-console/shared/find";
import type { Owner } from "@connect-console/shared/owner";
import { looksLikeLink } from "@connect-console/shared/text";
import type { ConnectSessionRow } from "./connect-session.ts";
import type { StaffContext } from "./context.ts";
import { isoTime } from "./iso-time.ts";
import { linksIn } from "./links-in.ts";

const itemsAtMost = 10;
const newestLinks = 3;
const ownersAtMost = 6;
/** characters; no id and no name is longer */
const longest = 200;

/** What an id, a name or a pasted auth link leads to. A text with a link in it is compared by fingerprint and sought nowhere else (design, rule 14). */
export async function find(ctx: StaffContext, { text }: FindInput): Promise<Found> {
  const items = looksLikeLink(text) ? await ofLinks(ctx, text) : await ofText(ctx, text);
  return { items: distinct(items).slice(0, itemsAtMost) };
}

async function ofLinks({ store }: StaffContext, text: string): Promise<FoundItem[]> {
  const rows = await Promise.all(
    linksIn(text).map((link) => store.connectSessions.ofAuthLink(link)),
  );
  return rows.flatMap((row) => (row ? [describeRow(row)] : []));
}

async function ofText(ctx: StaffContext, text: string): Promise<FoundItem[]> {
  if (text.length > longest) return [];
  const { connectSessions, owners } = ctx.store;
  const [row, ofStackOne, owner, named] = await Promise.all([
    connectSessions.get(text),
    connectSessions.ofStackOneId(text),
    owners.get(text),
    owners.list({ q: text.normalize("NFC"), limit: ownersAtMost }),
  ]);
  const foundOwners = [...(owner ? [owner] : []), ...named.items];
  return [
    ...[row, ofStackOne].flatMap((found) => (found ? [describeRow(found)] : [])),
    ...foundOwners.map(describeOwner),
    ...(await newestOf(ctx, foundOwners)),
  ];
}

/** The newest links of the best owner: who types a customer's name often means what was sent last. */
async function newestOf(ctx: StaffContext, [best]: Owner[]): Promise<FoundItem[]> {
  if (!best) return [];
  const { items } = await ctx.store.connectSessions.list({
    ownerId: [best.id],
    limit: newestLinks,
    now: ctx.clock.now(),
  });
  return items.map(describeRow);
}

function describeRow(row: ConnectSessionRow): FoundItem {
  return {
    kind: "connect_session",
    id: row.id,
    title: row.owner.name,
    detail: row.predicted.sentence,
    progress: row.progress,
    at: isoTime(row.createdAt),
  };
}

function describeOwner({ id, name, otherNames, accounts }: Owner): FoundItem {
  const others = otherNames.map((other) => other.name).join(", ");
  const number = accounts === 1 ? "1 account" : `${accounts || "no"} accounts`;
  return {
    kind: "owner",
    id,
    title: name,
    detail: `${id} · ${number}${others && ` · also called ${others}`}`,
    progress: null,
    at: null,
  };
}

function distinct(items: FoundItem[]): FoundItem[] {
  return [...new Map(items.map((item) => [`${item.kind} ${item.id}`, item])).values()];
}
