import type { Found, FindInput, FoundItem } from "@connect-console/shared/find";
import type { Owner } from "@connect-console/shared/owner";
import { looksLikeLink } from "@connect-console/shared/text";
import type { StaffContext } from "../context.ts";
import { foundAccountToApi, foundOwnerToApi, foundRowToApi } from "./to-api.ts";
import { linksIn } from "./links-in.ts";

const itemsAtMost = 10;
const newestLinks = 3;
const ownersAtMost = 4;
const accountsAtMost = 3;
/** characters; no id and no name is longer */
const longest = 200;

/** What an id, a name, or a pasted auth link or token leads to. Links and tokens are compared by fingerprint and sought nowhere else (docs/rules.md, 14). */
export async function find(ctx: StaffContext, { text }: FindInput): Promise<Found> {
  const rows = await ctx.store.connectSessions.ofSecrets(linksIn(text));
  const isLink = rows.length > 0 || looksLikeLink(text);
  const items = isLink
    ? rows.map((row) => foundRowToApi(row, ctx.clock.now()))
    : await ofText(ctx, text);
  return { items: distinct(items).slice(0, itemsAtMost), isLink };
}

async function ofText(ctx: StaffContext, text: string): Promise<FoundItem[]> {
  // nor has any a control character, which the search for texts would stumble over
  if (text.length > longest || /[\p{Cc}\p{Cs}]/u.test(text)) return [];
  const { connectSessions, owners, accounts } = ctx.store;
  const q = text.normalize("NFC");
  const now = ctx.clock.now();
  const [row, ofStackOne, known, owner, named, fitting, links] = await Promise.all([
    connectSessions.get(text),
    connectSessions.ofStackOneId(text),
    accounts.known([text]),
    owners.get(text),
    owners.list({ q, limit: ownersAtMost }),
    accounts.list({ q, limit: accountsAtMost }),
    // its words may stand in the owner and the provider, in any order
    connectSessions.page({ q, limit: newestLinks, now }),
  ]);
  const foundOwners = [...(owner ? [owner] : []), ...named.items];
  return [
    ...[row, ofStackOne].flatMap((found) => (found ? [foundRowToApi(found, now)] : [])),
    ...known.map(foundAccountToApi),
    ...foundOwners.map(foundOwnerToApi),
    ...fitting.items.map(foundAccountToApi),
    ...links.items.map((link) => foundRowToApi(link, now)),
    ...(await newestOf(ctx, foundOwners)),
  ];
}

/** The newest links of the best owner: who types a customer's name often means what was sent last. */
async function newestOf(ctx: StaffContext, [best]: Owner[]): Promise<FoundItem[]> {
  if (!best) return [];
  const now = ctx.clock.now();
  const { items } = await ctx.store.connectSessions.list({
    ownerId: [best.id],
    limit: newestLinks,
    now,
  });
  return items.map((row) => foundRowToApi(row, now));
}

function distinct(items: FoundItem[]): FoundItem[] {
  return [...new Map(items.map((item) => [`${item.kind} ${item.id}`, item])).values()];
}
