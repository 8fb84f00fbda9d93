import type { Problem, Progress } from "@connect-console/shared/connect-session";
import { accountToApi } from "../account-sync/to-api.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { isHint } from "./evidence.ts";
import { switchedOffOf } from "./lacking.ts";
import { attemptProgress, attemptTime } from "./attempts.ts";
import { link } from "./derive-linked.ts";
import { attemptText, clockTime, evidenceText, switchedOnText } from "./sentences.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { endedUnread, foreignProblems } from "./problems.ts";
import { accountsNotReadable, endsUnread } from "./unreadable-accounts.ts";
import type { ProgressUpdate, Observation, TimelineDraft } from "./observation.ts";
import { times } from "./schedule.ts";

/** An open row: proof first, then the end of its time, then the newer of hint and attempt. */
export function deriveOpen(
  before: ConnectSessionRow,
  row: ConnectSessionRow,
  seen: Observation,
  now: number,
): ProgressUpdate {
  const proof = seen.attributions.find((attribution) => attribution.certain);
  if (proof) return link(row, proof, seen, now);
  const hinted = takeHint(row, seen);
  const isUnread = endsUnread(hinted, seen) && (!hasExpired(hinted, seen, now) || !!seen.accounts);
  const progress =
    isUnread || hasExpired(hinted, seen, now) ? "expired" : openState(hinted, seen, now);
  const problems = openProblems(hinted, progress, now);
  const next: ConnectSessionRow = {
    ...hinted,
    progress,
    problems: isUnread ? [...problems, accountsNotReadable] : problems,
  };
  return { row: next, timeline: entries(before, next, seen, now) };
}

/** Keeps, replaces or drops the hint; only a look at the accounts can tell. A link without provider gets a note instead. */
export function takeHint(row: ConnectSessionRow, seen: Observation): ConnectSessionRow {
  if (!seen.accounts) return row;
  const { hint: old, ...memory } = row.memory;
  const found = seen.attributions[0];
  if (!found) return old ? { ...row, account: row.predicted.account, memory } : row;
  const { account, change, at } = found.evidence;
  if (isHint(found.evidence) && row.choices.provider === null && row.choices.accountId === null)
    return { ...row, memory: { ...memory, noted: { ...memory.noted, [account.id]: at } } };
  const hint = {
    account,
    change,
    at: old && old.account.id === account.id ? old.at : at,
    with: found.with,
  };
  const firstHint = memory.firstHint ?? { id: account.id, updatedAt: account.updatedAt };
  const hinted = { ...memory, hint, firstHint };
  return { ...row, account: accountToApi(account), memory: hinted };
}

function openState(row: ConnectSessionRow, seen: Observation, now: number): Progress {
  const byAttempt = attemptProgress(row, now);
  const { hint } = row.memory;
  if (hint && (byAttempt === null || hint.at >= attemptTime(row, seen.skew)))
    return "likely_connected";
  if (byAttempt) return byAttempt;
  // an attempt in a status that the console does not know moves nothing
  return row.attempt && row.progress !== "likely_connected" ? row.progress : "waiting";
}

/**
 * The link's time passed, and what was read at least a minute later, by this look or by an earlier one, found nothing; what is
 * under way gets longer.
 */
function hasExpired(row: ConnectSessionRow, seen: Observation, now: number): boolean {
  const { hint } = row.memory;
  if (row.expiresAt === null || hint) return false;
  // of a clock that went back a little, a reading may still be from the future
  const accountsReadAt = Math.min(row.memory.accountsReadAt ?? Number.NEGATIVE_INFINITY, now);
  const attemptReadAt = Math.min(row.memory.attemptReadAt ?? 0, now);
  const status = row.attempt && row.memory.attemptsSeen?.[row.attempt.id]?.status;
  const authenticated = Object.values(row.memory.attemptsSeen ?? {}).some(
    (one) => one.status === "authenticated",
  );
  const grace = authenticated
    ? times.authenticatedGrace
    : status === "pending"
      ? times.pendingGrace
      : times.expiryGrace;
  // an attempt that cannot be read by then does not keep the row open: the accounts alone decide
  const attemptKnown =
    !seen.attemptExpected ||
    attemptReadAt >= row.expiresAt + times.expiryGrace ||
    accountsReadAt >= row.expiresAt + times.pendingGrace;
  return accountsReadAt >= row.expiresAt + grace && attemptKnown;
}

function openProblems(row: ConnectSessionRow, progress: Progress, now: number): Problem[] {
  const problems = foreignProblems(row);
  if (progress === "expired") return problems;
  const attempt = row.attempt && row.memory.attemptsSeen?.[row.attempt.id];
  if (attempt?.status === "authenticated" && now - attempt.firstSeenAt >= times.accountMissingAfter)
    problems.push({
      code: "account_missing",
      message: "The sign-in was completed, but StackOne does not show the account.",
    });
  const refused = row.memory.attemptNotReadable;
  if (refused !== undefined && refused < (row.expiresAt ?? Number.POSITIVE_INFINITY))
    problems.push({
      code: "attempt_not_readable",
      message:
        "StackOne does not let the console read this link's attempt; only its account will tell.",
    });
  return problems;
}

/** What the timeline gains where the row stays without a proof. */
export function entries(
  before: ConnectSessionRow,
  row: ConnectSessionRow,
  seen: Observation,
  now: number,
): TimelineDraft[] {
  const draft = (
    evidence: TimelineDraft["evidence"],
    code: string | null,
    text: string,
  ): TimelineDraft => ({
    at: now,
    progress: row.progress,
    evidence,
    code,
    text,
  });
  const drafts: TimelineDraft[] = [];
  const { attempt } = row;
  const isNews =
    attempt && (attempt.id !== before.attempt?.id || attempt.status !== before.attempt.status);
  if (isNews)
    drafts.push(draft("attempt", attempt.errorCode ?? attempt.status, attemptText(attempt)));
  if (row.progress !== before.progress)
    drafts.push(...moveEntries(row, seen, isNews === true, draft));
  for (const problem of row.problems)
    if (!before.problems.some((one) => one.code === problem.code))
      drafts.push(draft(evidenceOf(problem, row), problem.code, problem.message));
  for (const { evidence } of seen.attributions)
    if (
      (row.memory.noted?.[evidence.account.id] ?? 0) >
      (before.memory.noted?.[evidence.account.id] ?? 0)
    )
      drafts.push(draft("account", "touched", evidenceText(evidence, seen.skew)));
  for (const account of switchedOn(before, seen))
    drafts.push(draft("account", "switched_on", switchedOnText(account)));
  return drafts;
}

/** That nothing was linked is said only where what could show it was seen, and showed nothing. */
function expiredText(row: ConnectSessionRow, { skew }: Observation): string {
  const { expiresAt, memory } = row;
  const end = `The link expired at ${clockTime((expiresAt ?? 0) + skew, skew)}`;
  if (endedUnread(row)) return `${end}; whether anything was linked can't be seen.`;
  if (memory.firstHint)
    return `${end}. An account was saved while it was open; StackOne doesn't say by whom.`;
  return memory.attemptNotReadable === undefined
    ? `${end}; nothing was linked.`
    : `${end}; no account shows that it was used.`;
}

/** The hint goes with the account's health too, which says nothing about the link. */
function hintGoneText({ memory }: ConnectSessionRow, { accounts }: Observation): string {
  const account = accounts?.find(({ id }) => id === memory.firstHint?.id);
  return account === undefined || account.status === "active"
    ? "What looked like a connection does not belong to this link."
    : "The account that was saved is no longer active, so it can't show whether the customer connected it.";
}

function evidenceOf({ code }: Problem, { memory }: ConnectSessionRow): TimelineDraft["evidence"] {
  if (code === "account_missing") return "clock";
  if (code === "accounts_not_readable") return "account";
  return code === "void_link_maybe_used" && memory.hint ? "account" : "attempt";
}

/** The accounts that this link edits and that the company itself has switched on again: no word about the link. */
function switchedOn(before: ConnectSessionRow, seen: Observation): readonly StackOneAccount[] {
  const off = switchedOffOf(before);
  return (seen.accounts ?? []).filter(({ id, status }) => status === "active" && id in off);
}

function moveEntries(
  row: ConnectSessionRow,
  seen: Observation,
  told: boolean,
  draft: (evidence: TimelineDraft["evidence"], code: string | null, text: string) => TimelineDraft,
): TimelineDraft[] {
  switch (row.progress) {
    case "likely_connected": {
      const attribution = seen.attributions[0];
      if (!attribution)
        return [
          draft("account", "likely_connected", "The account was saved after the newest attempt."),
        ];
      const shared =
        attribution.with.length > 0 ? " It may belong to another open link as well." : "";
      return [
        draft(
          "account",
          attribution.evidence.kind,
          evidenceText(attribution.evidence, seen.skew) + shared,
        ),
      ];
    }
    case "stalled":
      return [
        draft(
          "clock",
          "stalled",
          "The sign-in was not finished within 6 minutes; the customer probably closed the tab.",
        ),
      ];
    case "expired":
      return [draft("clock", "expired", expiredText(row, seen))];
    case "waiting":
      return [draft("account", "hint_gone", hintGoneText(row, seen))];
    case "signing_in":
    case "attempt_failed":
      return told || !row.attempt
        ? []
        : [draft("attempt", row.attempt.errorCode ?? row.attempt.status, attemptText(row.attempt))];
    case "creating":
    case "create_failed":
    case "outcome_unknown":
    case "connected":
    case "connected_with_problem":
    case "void":
      return [];
    default:
      return row.progress satisfies never;
  }
}
