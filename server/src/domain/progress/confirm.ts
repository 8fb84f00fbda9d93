import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { accountToApi } from "../account-sync/to-api.ts";
import { forgetLacking } from "./lacking.ts";
import { attemptProgress } from "./attempts.ts";
import { judge, voidLinkUsed } from "./derive-linked.ts";
import { foreignProblems } from "./problems.ts";
import { followUntil, keepsSecrets, keepsToken } from "./schedule.ts";

/** "It is done": the account that the hint speaks of is this link's; the checks say whether it is as promised. */
export function confirmHint(row: ConnectSessionRow, now: number): ConnectSessionRow {
  const { hint, firstHint: _, ...memory } = row.memory;
  if (!hint) return row;
  const linked: ConnectSessionRow = {
    ...row,
    account: accountToApi(hint.account),
    memory: {
      ...memory,
      connectedAt: now,
      connectedAccountId: hint.account.id,
      connectedChange: hint.change,
      ...(row.progress === "void" && { usedAfterVoid: true }),
    },
  };
  const judged = judge(linked, hint.account, row.progress === "void" ? [voidLinkUsed] : []);
  return settle({ ...linked, ...judged }, now);
}

/** "Not yet": this `updated_at` becomes the baseline. */
export function dismissHint(row: ConnectSessionRow, now: number): ConnectSessionRow {
  const { hint, firstHint: _, ...memory } = row.memory;
  if (!hint) return row;
  const isVoid = row.progress === "void";
  return settle(
    {
      ...row,
      progress: isVoid ? "void" : (attemptProgress(row, now) ?? "waiting"),
      problems: isVoid ? foreignProblems(row) : row.problems,
      account: row.predicted.account,
      memory: { ...memory, ...dismissed(row, hint) },
    },
    now,
  );
}

/** What the memory gains where a hint is known to mean nothing. */
export function dismissed(
  { memory }: ConnectSessionRow,
  { account, at }: NonNullable<ConnectSessionRow["memory"]["hint"]>,
): ConnectSessionRow["memory"] {
  return {
    ...forgetLacking(memory, account.id),
    dismissed: { ...memory.dismissed, [account.id]: account.updatedAt ?? at },
  };
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
  const { tokenHeld, ...memory } = next.memory;
  const held = tokenHeld && keepsToken(next, now) ? { ...memory, tokenHeld } : memory;
  return { ...next, linkHeld: row.linkHeld && keepsSecrets(next, now), memory: held };
}
