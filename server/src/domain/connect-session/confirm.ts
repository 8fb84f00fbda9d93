import { changeAsStaff } from "./change-as-staff.ts";
import type { Repositories } from "../ports/store.ts";
import type {
  ConfirmConnectSession,
  ConnectSession,
} from "@connect-console/shared/connect-session";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { isoTimeOrNull } from "../iso-time.ts";
import { newsOf } from "../notification/news.ts";
import { nextCheckAt, holdsSecret } from "../progress/schedule.ts";
import { confirmHint, dismissHint } from "../progress/confirm.ts";
import { markSharedAccount } from "../polling/shared-account.ts";
import { notifyPeople } from "../notification/notify.ts";

/** Answers "Looks connected" ("It is done", "Not yet"). Else `conflict`; a difference is accepted by `acceptDifference`. */
export async function confirmConnectSession(
  ctx: StaffContext,
  id: string,
  { done, account }: ConfirmConnectSession,
): Promise<ConnectSession> {
  let said: Answer | undefined;
  const session = await changeAsStaff(ctx, id, {
    action: "connect_session.confirm",
    permission: "connect_session.confirm",
    fields: ["done"],
    change(before) {
      refuseOther(before, account);
      said = answer(ctx, before, done);
      const next = nextCheckAt(said.row, ctx.live.checkEvery(said.row), ctx.clock.now());
      return { ...said.row, nextCheckAt: next };
    },
    entry: () => ({ code: done ? "confirmed" : "not_yet", text: said?.text ?? "" }),
    async alongside(tx, after, before) {
      await claimAccount(ctx, tx, id, said?.claim);
      if (!holdsSecret(after)) await tx.connectSessions.wipeSecrets(id);
      const except = ctx.actor.staff.id;
      const notified = await notifyPeople(ctx, tx, after, newsOf(before, after), { except });
      // it may itself be one of two links that ended at one account
      const shared = await markSharedAccount(ctx, tx, after);
      return { others: shared.changed, notified: [...notified, ...shared.notified] };
    },
  });
  for (const other of said?.others ?? []) ctx.live.checkSoon(other);
  return session;
}

async function claimAccount(
  ctx: StaffContext,
  { connectSessions }: Repositories,
  connectSessionId: string,
  claim: Answer["claim"],
): Promise<void> {
  const claimedAt = ctx.clock.now() + ctx.stackone.clockSkew();
  if (!claim || (await connectSessions.claim({ ...claim, connectSessionId, claimedAt }))) return;
  throw new DomainError("conflict", "This account was counted for another link meanwhile.", {
    connectSessionId,
  });
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
