import type { NotificationKind } from "@connect-console/shared/notification";
import type { NotificationChoice } from "@connect-console/shared/settings";
import type { StaffReference } from "@connect-console/shared/staff";
import type { ConnectSessionRow } from "./connect-session.ts";
import type { Context } from "./context.ts";
import type { News } from "./notification-news.ts";
import type { NotificationFacts } from "./notification-sentence.ts";
import type { NotificationChoices } from "./ports/notifications.ts";
import type { Repositories } from "./ports/store.ts";

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
export async function tellPeople(
  ctx: Pick<Context, "clock" | "ids" | "notify">,
  tx: Repositories,
  row: ConnectSessionRow,
  news: News[],
  { except, accountId, besides = [] }: Circumstances = {},
): Promise<string[]> {
  const people = recipientsOf(row, besides).filter(({ id }) => id !== except);
  if (news.length === 0 || people.length === 0) return [];
  const choices = await tx.notifications.choices(people.map(({ id }) => id));
  const at = ctx.clock.now();
  const about = { at, connectSessionId: row.id, accountId: accountId ?? null };
  const told: string[] = [];
  for (const { id: eventId, kind, codes } of news) {
    const facts = factsOf(row, codes);
    const wanting = (where: keyof NotificationChoice) =>
      people.filter(({ id }) => chosenFor(choices.get(id), kind)[where]);
    told.push(
      ...(await tx.notifications.add(
        wanting("console").map(({ id: staffId }) => ({
          ...about,
          id: ctx.ids.next(),
          eventId,
          staffId,
          kind,
          readAt: null,
          facts,
        })),
      )),
    );
    const recipients = wanting("webhook").map(({ name }) => name);
    if (ctx.notify.webhook && recipients.length > 0)
      await tx.outbox.put({ ...about, id: eventId, kind, facts, recipients });
  }
  return told;
}

function factsOf(row: ConnectSessionRow, codes: string[]): NotificationFacts {
  const { owner, account, label, type } = row;
  const provider =
    account?.providerName ?? row.providerName ?? account?.provider ?? row.provider ?? null;
  return { owner, provider, label: account?.label ?? label, type, codes };
}
