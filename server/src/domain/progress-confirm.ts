import type { ConnectSessionRow } from "./connect-session.ts";
import { describeAccount } from "./describe-account.ts";
import { forgetLacking } from "./evidence-lacking.ts";
import { attemptProgress } from "./progress-attempt.ts";
import { judge } from "./progress-linked.ts";
import { followUntil, keepsSecrets } from "./progress-times.ts";

/** "It is done": the account that the hint speaks of is this link's; the checks say whether it is as promised. */
export function confirmHint(row: ConnectSessionRow, now: number): ConnectSessionRow {
  const { hint, ...memory } = row.memory;
  if (!hint) return row;
  const next: ConnectSessionRow = {
    ...row,
    ...judge(row, hint.account, []),
    account: describeAccount(hint.account),
    memory: { ...memory, connectedAt: now, connectedAccountId: hint.account.id },
  };
  return settle(next, now);
}

/** "Not yet": this `updated_at` becomes the baseline. */
export function dismissHint(row: ConnectSessionRow, now: number): ConnectSessionRow {
  const { hint, ...memory } = row.memory;
  if (!hint) return row;
  const dismissed = { ...memory.dismissed, [hint.account.id]: hint.account.updatedAt ?? hint.at };
  return settle(
    {
      ...row,
      progress: attemptProgress(row, now) ?? "waiting",
      account: row.predicted.account,
      memory: { ...memory, ...forgetLacking(memory, hint.account.id), dismissed },
    },
    now,
  );
}

/** A person takes the account as it is; the problems stay readable, and only a new one is a problem again. */
export function acceptProblems(row: ConnectSessionRow, now: number): ConnectSessionRow {
  const acceptedProblems = row.problems.map(({ code }) => code);
  return settle(
    { ...row, progress: "connected", memory: { ...row.memory, acceptedProblems } },
    now,
  );
}

function settle(row: ConnectSessionRow, now: number): ConnectSessionRow {
  const next: ConnectSessionRow = {
    ...row,
    progressSince: now,
    activeAt: now,
    followUntil: followUntil(row, now),
  };
  return { ...next, linkHeld: row.linkHeld && keepsSecrets(next, now) };
}
