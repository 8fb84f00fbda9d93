import type { Problem } from "@connect-console/shared/connect-session";
import type { Attribution } from "./claims.ts";
import type { ConnectSessionRow, ProgressMemory } from "../ports/connect-sessions.ts";
import { mayMakeMore } from "./targets.ts";
import { accountToApi } from "../account-sync/to-api.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { compareWithPromise, problemsOf } from "./checks.ts";
import { forgetGone, noticeGone } from "./gone.ts";
import { evidenceText } from "./sentences.ts";
import { asSentence } from "../sentence.ts";
import { times } from "./schedule.ts";
import { foreignProblems, keyGone } from "./problems.ts";
import type { ProgressUpdate, Observation, TimelineDraft } from "./observation.ts";

export const voidLinkUsed: Problem = {
  code: "void_link_used",
  message: "The withdrawn link was used.",
};

/** A proof: the row is connected, with a problem where the account is not as promised. */
export function link(
  row: ConnectSessionRow,
  { evidence, throughEarlierLink }: Attribution,
  seen: Observation,
  now: number,
): ProgressUpdate {
  const { account } = evidence;
  const wasVoid = row.progress === "void";
  const { hint: _, ...memory } = row.memory;
  const linked: ConnectSessionRow = {
    ...row,
    account: accountToApi(account),
    memory: {
      ...memory,
      connectedAt: now,
      connectedAccountId: account.id,
      connectedChange: evidence.change,
      ...(evidence.contested && { connectedPart: "unknown" }),
      ...(wasVoid ? { usedAfterVoid: true } : {}),
    },
  };
  const judged = judge(linked, account, wasVoid ? [voidLinkUsed] : []);
  const next = { ...linked, ...judged };
  const through = throughEarlierLink ? " It came through the earlier link." : "";
  const problems = judged.problems.map((problem) => ` ${problem.message}`).join("");
  const text = evidenceText(evidence, seen.skew) + through + problems;
  return {
    row: next,
    timeline: [
      draft(next, now, evidence.kind === "attempt" ? "attempt" : "account", evidence.kind, text),
    ],
  };
}

/** Checks, problems and the progress that follows from them; what a person accepted is no longer against it. */
export function judge(
  row: ConnectSessionRow,
  account: StackOneAccount,
  lasting: Problem[],
): Pick<ConnectSessionRow, "checks" | "problems" | "progress"> {
  const checks = compareWithPromise(row, account);
  // what the 201 echoed wrongly is settled only by an account that is known to be right
  const settled = ["provider", "connector profile", "type"].every(
    (point) => checks.find((check) => check.point === point)?.result !== "not_known",
  );
  const echo = foreignProblems(row).filter(
    ({ code }) => code !== keyGone && (code !== "echo_differs" || !settled),
  );
  // "broke soon after" says that it is not active, and more
  const broke = lasting.some(({ code }) => code === "broke_soon_after");
  const own = problemsOf(account, checks).filter(({ code }) => !(broke && code === "not_active"));
  const problems = [...echo, ...own, ...lasting];
  const accepted = problems.every(({ code }) => row.memory.acceptedProblems?.includes(code));
  return { checks, problems, progress: accepted ? "connected" : "connected_with_problem" };
}

/** A connected row: broken within 15 minutes, or a second account from one link. */
export function followConnected(
  row: ConnectSessionRow,
  seen: Observation,
  now: number,
): ProgressUpdate {
  const second = secondAccount(row, seen, now);
  if (second) return second;
  const account = currentAccount(row, seen);
  if (!account) return noticeGone(row, seen, now) ?? { row, timeline: [] };
  if (account.ownerId !== row.owner.id) return followProblem(row, seen, now);
  const next: ConnectSessionRow = {
    ...row,
    account: accountToApi(account),
    memory: noteSelfUpdate(forgetGone(row), account, seen),
  };
  const soon = now <= (row.memory.connectedAt ?? 0) + times.brokeSoon;
  if (account.status === "active" || !soon) return { row: next, timeline: [] };
  const reason = account.statusReasons[0]?.description ?? account.statusReasons[0]?.code;
  const message = asSentence(
    `The account stopped being active soon after it was linked: ${account.status}${reason ? `, ${reason}` : ""}`,
  );
  const lasting = [...row.problems, { code: "broke_soon_after", message }];
  const broken: ConnectSessionRow = { ...next, ...judge(row, account, lasting) };
  return { row: broken, timeline: [draft(broken, now, "account", "broke_soon_after", message)] };
}

/** A row with a problem: the account may become right. */
export function followProblem(
  row: ConnectSessionRow,
  seen: Observation,
  now: number,
): ProgressUpdate {
  const second = secondAccount(row, seen, now);
  if (second) return second;
  const account = currentAccount(row, seen);
  if (!account) return noticeGone(row, seen, now) ?? { row, timeline: [] };
  const broke =
    account.status !== "active" &&
    row.problems.some((problem) => problem.code === "broke_soon_after");
  const lasting = row.problems.filter(
    ({ code }) =>
      code === "second_account" ||
      code === "void_link_used" ||
      (broke && code === "broke_soon_after"),
  );
  const judged = judge(row, account, lasting);
  const next: ConnectSessionRow = {
    ...forgetGone(row),
    ...judged,
    account: accountToApi(account),
  };
  if (next.progress === "connected")
    return {
      row: next,
      timeline: [
        draft(next, now, "account", "became_right", "The account is active and as promised now."),
      ],
    };
  const fresh = judged.problems.filter(
    ({ code }) => !row.problems.some((known) => known.code === code),
  );
  return {
    row: next,
    timeline: fresh.map((problem) => draft(next, now, "account", problem.code, problem.message)),
  };
}

function secondAccount(
  row: ConnectSessionRow,
  seen: Observation,
  now: number,
): ProgressUpdate | null {
  const attribution = seen.attributions.find(
    (one) =>
      one.certain &&
      one.evidence.account.id !== row.memory.connectedAccountId &&
      !row.memory.furtherAccountIds?.includes(one.evidence.account.id),
  );
  if (!attribution || !mayMakeMore(row)) return null;
  const { account } = attribution.evidence;
  const where = row.choices.multiple ? "" : ` at ${account.providerName ?? account.provider}`;
  const message = `A second account${where} (${account.id}) was linked through this link.`;
  const next: ConnectSessionRow = {
    ...row,
    progress: "connected_with_problem",
    problems: [
      ...row.problems.filter(({ code }) => code !== "second_account"),
      { code: "second_account", message },
    ],
    memory: {
      ...row.memory,
      // one that was accepted earlier was another account
      acceptedProblems: (row.memory.acceptedProblems ?? []).filter(
        (code) => code !== "second_account",
      ),
      furtherAccountIds: [...(row.memory.furtherAccountIds ?? []), account.id],
    },
  };
  return { row: next, timeline: [draft(next, now, "account", "second_account", message)] };
}

/** An account that is saved again although no link for it is open changes by itself: later hints from it mean nothing. */
function noteSelfUpdate(
  row: ConnectSessionRow,
  account: StackOneAccount,
  seen: Observation,
): ProgressMemory {
  const known = Date.parse(row.account?.updatedAt ?? "");
  const moved = account.updatedAt !== null && account.updatedAt > known;
  const same = account.status === "active" && row.account?.status === "active";
  if (
    !moved ||
    !same ||
    seen.awaited?.has(account.id) ||
    row.memory.selfUpdating?.includes(account.id)
  )
    return row.memory;
  return { ...row.memory, selfUpdating: [...(row.memory.selfUpdating ?? []), account.id] };
}

/** The linked account in this reading, unless the reading is older than what is known. */
function currentAccount(row: ConnectSessionRow, seen: Observation): StackOneAccount | undefined {
  const id = row.memory.connectedAccountId;
  const listed = seen.accounts?.find((one) => one.id === id);
  const account = listed ?? (id === undefined ? undefined : (seen.named?.get(id) ?? undefined));
  const known = Date.parse(row.account?.updatedAt ?? "");
  return account && account.updatedAt !== null && account.updatedAt < known ? undefined : account;
}

function draft(
  row: ConnectSessionRow,
  at: number,
  evidence: TimelineDraft["evidence"],
  code: string,
  text: string,
): TimelineDraft {
  return { at, progress: row.progress, evidence, code, text };
}
