import type {
  ConfirmConnectSession,
  ConnectSession,
} from "@connect-console/shared/connect-session";
import { auditEntry } from "../audit-entry.ts";
import { auditRefusals } from "../audited-refusal.ts";
import { changeConnectSession, findConnectSession } from "./change.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import { connectSessionToApi } from "./to-api.ts";
import { DomainError } from "../domain-error.ts";
import { isoTimeOrNull } from "../iso-time.ts";
import { newsOf } from "../notification/news.ts";
import { nextCheckAt } from "../progress/next-check.ts";
import { requirePermission } from "../permissions.ts";
import { confirmHint, dismissHint } from "../progress/confirm.ts";
import { holdsSecret } from "../progress/schedule.ts";
import { markSharedAccount } from "../polling/shared-account.ts";
import { notifyPeople } from "../notification/notify.ts";
import { staffTimelineEntry } from "./timeline-entry.ts";

/** Answers "Looks connected" ("It is done", "Not yet"). Else `conflict`; a difference is accepted by `acceptDifference`. */
export async function confirmConnectSession(
  ctx: StaffContext,
  id: string,
  { done, account }: ConfirmConnectSession,
): Promise<ConnectSession> {
  const target = { kind: "connect_session", id };
  const found = await findConnectSession(ctx.store, id);
  await requirePermission(ctx, "connect_session.confirm", target, found);
  const facts = { action: "connect_session.confirm", target, fields: ["done"] } as const;
  let said: Answer | undefined;
  let notified: string[] = [];
  let others: ConnectSessionRow[] = [];
  const row = await auditRefusals(ctx, { ...facts, fields: ["done"] }, () =>
    changeConnectSession(
      ctx,
      id,
      (before) => {
        refuseOther(before, account);
        said = answer(ctx, before, done);
        return {
          ...said.row,
          nextCheckAt: nextCheckAt(said.row, ctx.live.checkEvery(said.row), ctx.clock.now()),
        };
      },
      async (tx, after, before) => {
        if (!said) return;
        if (
          said.claim &&
          !(await tx.connectSessions.claim({
            ...said.claim,
            connectSessionId: id,
            claimedAt: ctx.clock.now() + ctx.stackone.clockSkew(),
          }))
        )
          throw new DomainError(
            "conflict",
            "This account was counted for another link meanwhile.",
            { connectSessionId: id },
          );
        if (!holdsSecret(after)) await tx.connectSessions.wipeSecrets(id);
        await tx.connectSessions.addTimeline(id, [
          staffTimelineEntry(ctx, {
            progress: after.progress,
            code: done ? "confirmed" : "not_yet",
            text: said.text,
          }),
        ]);
        await tx.audit.append(auditEntry(ctx, { ...facts, fields: ["done"], outcome: "done" }));
        const except = ctx.actor.staff.id;
        notified = await notifyPeople(ctx, tx, after, newsOf(before, after), { except });
        const shared = await markSharedAccount(ctx, tx, after);
        others = shared.changed;
        notified.push(...shared.notified);
      },
    ),
  );
  for (const changed of [row, ...others]) ctx.live.changed(changed);
  ctx.notify.changed(notified);
  for (const other of said?.others ?? []) ctx.live.checkSoon(other);
  // it may itself be one of two links that ended at one account
  const latest = others.find((one) => one.id === id) ?? row;
  return connectSessionToApi(ctx, latest, await ctx.store.connectSessions.timeline(id));
}

/** The answer is about the account that the person was shown. */
function refuseOther(
  { id, progress, memory: { hint, firstHint } }: ConnectSessionRow,
  shown: ConfirmConnectSession["account"],
): void {
  if (progress !== "likely_connected" || !hint) return;
  const first = firstHint && { id: firstHint.id, updatedAt: isoTimeOrNull(firstHint.updatedAt) };
  // a script that says nothing has seen the first one, if any
  const seen = shown ?? first;
  const { account } = hint;
  if (!seen || (seen.id === account.id && seen.updatedAt === isoTimeOrNull(account.updatedAt)))
    return;
  throw new DomainError("conflict", "The account changed since you were shown it.", {
    connectSessionId: id,
    hint: "Read what the link looks connected by now, then answer again.",
  });
}

interface Answer {
  row: ConnectSessionRow;
  text: string;
  claim?: { accountId: string; change: string };
  /** rows that could have had the same account */
  others: string[];
}

function answer(ctx: StaffContext, row: ConnectSessionRow, done: boolean): Answer {
  const now = ctx.clock.now();
  const { hint } = row.memory;
  if (!(row.progress === "likely_connected" || row.progress === "void") || !hint)
    throw new DomainError(
      "conflict",
      "There is nothing to confirm: the link does not look connected.",
      { connectSessionId: row.id },
    );
  if (!done)
    return {
      row: dismissHint(row, now),
      text: "Not yet: this change of the account was not the customer's.",
      others: hint.with,
    };
  return {
    row: confirmHint(row, now),
    text: "Confirmed: it is done.",
    claim: { accountId: hint.account.id, change: hint.change },
    others: hint.with,
  };
}
