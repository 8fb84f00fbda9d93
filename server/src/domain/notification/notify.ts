import type { NotificationKind } from "@connect-console/shared/notification";
import type { NotificationChoice } from "@connect-console/shared/settings";
import type { StaffReference } from "@connect-console/shared/staff";
import { teamOf } from "@connect-console/shared/team";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Context, StaffContext } from "../context.ts";
import type { News } from "./news.ts";
import type { NotificationChoices } from "../ports/notifications.ts";
import type { NotificationFacts } from "../ports/notification-facts.ts";
import type { CopiedAccount } from "../ports/accounts.ts";
import type { Repositories } from "../ports/store.ts";

/** Whom what becomes of a link concerns, each once: who made it, who looks after it, and `besides`. */
function recipientsOf(
  row: ConnectSessionRow,
  besides: NonNullable<Circumstances["besides"]>,
): StaffReference[] {
  const all = [row.createdBy, row.assignee, ...besides].flatMap((person) => person ?? []);
  return [...new Map(all.map((person) => [person.id, person])).values()];
}

interface Circumstances {
  /** the staff member who did it themselves, and knows */
  except?: string;
  /** the account that it is about, rather than the link */
  accountId?: string;
  /** who answers for that account */
  besides?: readonly (StaffReference | null)[];
}

/** What a person wants who has chosen nothing, or not this. */
export function chosenFor(choices: NotificationChoices | undefined, kind: NotificationKind) {
  return choices?.[kind] ?? ({ console: true, webhook: true } satisfies NotificationChoice);
}

/**
 * Writes who is to be told what, and the team's message, inside the transaction of the change itself: a crash loses none and makes none twice.
 * Gives the ids of those whose open pages are to be told after the commit.
 */
export async function notifyPeople(
  ctx: Pick<Context, "clock" | "ids" | "notify">,
  tx: Repositories,
  row: ConnectSessionRow,
  news: News[],
  { except, accountId, besides = [] }: Circumstances = {},
): Promise<string[]> {
  if (news.length === 0) return [];
  const people = await everybodyOf(tx, recipientsOf(row, besides), except);
  const about = { connectSessionId: row.id, accountId: accountId ?? null };
  const notified: string[] = [];
  for (const { id, kind, codes } of news)
    notified.push(
      ...(await addNotification(ctx, tx, people, {
        ...about,
        id,
        kind,
        facts: linkFacts(row, codes),
      })),
    );
  return notified;
}

/** Tells the new assignee, or everybody of their role, that a colleague gave it to them; gives whom it told. */
export async function notifyAssigned(
  ctx: StaffContext,
  tx: Repositories,
  given: {
    facts: NotificationFacts;
    /** what the hand-over changed */
    fields: string[];
    assignee: StaffReference | null;
    note: string | undefined;
    connectSessionId: string | null;
    accountId: string | null;
  },
): Promise<string[]> {
  const { facts, fields, assignee, note, connectSessionId, accountId } = given;
  const { staff } = ctx.actor;
  if (!assignee || !(fields.includes("assignee") || fields.includes("note"))) return [];
  const people = await everybodyOf(tx, [assignee], staff.id);
  const team = teamOf(assignee.id) ? { team: assignee.name } : {};
  return addNotification(ctx, tx, people, {
    id: `${connectSessionId ?? `account ${accountId}`}/assigned/${ctx.ids.next()}`,
    kind: "assigned",
    facts: { ...facts, by: staff.name, ...team, ...(note !== undefined && { note }) },
    connectSessionId,
    accountId,
  });
}

/** These people, with everybody of a role among them, each once. */
async function everybodyOf(
  tx: Repositories,
  references: StaffReference[],
  except: string | undefined,
): Promise<StaffReference[]> {
  const hasTeam = references.some(({ id }) => teamOf(id) !== null);
  const colleagues = hasTeam ? await tx.staff.list() : [];
  const all = references.flatMap((reference) => {
    const team = teamOf(reference.id);
    return team ? colleagues.filter(({ role }) => role === team) : [reference];
  });
  const people = new Map(all.map(({ id, name }) => [id, { id, name }]));
  if (except !== undefined) people.delete(except);
  return [...people.values()];
}

interface NotificationDraft extends Omit<News, "codes"> {
  facts: NotificationFacts;
  connectSessionId: string | null;
  accountId: string | null;
}

async function addNotification(
  ctx: Pick<Context, "clock" | "ids" | "notify">,
  tx: Repositories,
  people: StaffReference[],
  { id: eventId, kind, facts, connectSessionId, accountId }: NotificationDraft,
): Promise<string[]> {
  if (people.length === 0) return [];
  const choices = await tx.notifications.choices(people.map(({ id }) => id));
  const about = { at: ctx.clock.now(), kind, facts, connectSessionId, accountId };
  const wanting = (where: keyof NotificationChoice) =>
    people.filter(({ id }) => chosenFor(choices.get(id), kind)[where]);
  const notified = await tx.notifications.add(
    wanting("console").map(({ id: staffId }) => ({
      ...about,
      id: ctx.ids.next(),
      eventId,
      staffId,
      readAt: null,
    })),
  );
  const recipients = wanting("webhook").map(({ name }) => name);
  if (ctx.notify.webhook && recipients.length > 0)
    await tx.outbox.put({ ...about, id: eventId, recipients });
  return notified;
}

/** What a sentence about an account is made of. */
export function accountFacts(account: CopiedAccount): NotificationFacts {
  const { ownerId, ownerName, provider, providerName, label, type } = account;
  return {
    owner: { id: ownerId, name: ownerName },
    provider: providerName ?? provider,
    label,
    type: type === "test" ? "test" : "production",
    codes: [],
  };
}

/** What a sentence about a link is made of. */
export function linkFacts(row: ConnectSessionRow, codes: string[]): NotificationFacts {
  const { owner, account } = row;
  const { label, type, provider: chosen } = row.choices;
  const provider = account?.providerName ?? row.providerName ?? account?.provider ?? chosen;
  return { owner, provider, label: account?.label ?? label, type, codes };
}
