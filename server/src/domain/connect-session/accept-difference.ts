import { changeAsStaff } from "./change-as-staff.ts";
import type { AcceptDifference, ConnectSession } from "@connect-console/shared/connect-session";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { newsOf } from "../notification/news.ts";
import { nextCheckAt } from "../progress/schedule.ts";
import { requireAcceptance } from "../permissions.ts";
import { acceptProblems } from "../progress/confirm.ts";
import { notifyPeople } from "../notification/notify.ts";

/**
 * A person says that the account is right as it is: the row is connected, its differences stay readable. `conflict` where there is no problem,
 * where the account is not active (that wants a repair), or where other problems stand there than the person was shown.
 */
export async function acceptDifference(
  ctx: StaffContext,
  id: string,
  input: AcceptDifference,
): Promise<ConnectSession> {
  return changeAsStaff(ctx, id, {
    action: "connect_session.accept",
    permission: (found) => requireAcceptance(ctx, found, { kind: "connect_session", id }),
    fields: Object.keys(input),
    texts: { reason: input.reason },
    change: (before) => accepted(ctx, before, input),
    entry: (after) => ({ code: "accepted", text: acceptedText(after, input.reason) }),
    async alongside(tx, after, before) {
      if (!after.linkHeld) await tx.connectSessions.wipeSecrets(id);
      const except = ctx.actor.staff.id;
      return { notified: await notifyPeople(ctx, tx, after, newsOf(before, after), { except }) };
    },
  });
}

function accepted(
  ctx: StaffContext,
  row: ConnectSessionRow,
  { problems }: AcceptDifference,
): ConnectSessionRow {
  const refuse = (message: string, hint: string): never => {
    throw new DomainError("conflict", message, { connectSessionId: row.id, hint });
  };
  if (row.progress !== "connected_with_problem")
    refuse("There is no difference to accept.", "Read how the link stands now.");
  if (row.account?.status !== "active")
    refuse(
      "The account is not active, which cannot be accepted away.",
      "Make a link that repairs it.",
    );
  const known = row.problems.map(({ code }) => code);
  if (known.includes("owner_differs"))
    refuse(
      "The account belongs to another owner, which can't be accepted.",
      "Copy the support bundle and ask StackOne's support.",
    );
  if (known.length !== problems.length || !known.every((code) => problems.includes(code)))
    refuse("By now there are other differences than you were shown.", "Read them, then decide.");
  const next = acceptProblems(row, ctx.clock.now());
  return { ...next, nextCheckAt: nextCheckAt(next, ctx.live.checkEvery(next), ctx.clock.now()) };
}

function acceptedText({ problems }: ConnectSessionRow, reason: string | undefined): string {
  const text = `Accepted as it is. ${problems.map(({ message }) => message).join(" ")}`;
  return reason ? `${text} Reason: ${reason}` : text;
}
