import type { ConnectSession, Progress } from "@connect-console/shared/connect-session";

/** How a state stands on the screen. `tone`: "needs-you" is the only red one. */
interface Words {
  word: string;
  tone: "quiet" | "accent" | "needs-you";
  /** what is the case */
  sentence: string;
  /** what to do next */
  next: string;
}

const words: Record<Progress, Words> = {
  creating: {
    word: "Being created",
    tone: "quiet",
    sentence: "StackOne is being asked for the link.",
    next: "Wait a moment.",
  },
  create_failed: {
    word: "Could not be created",
    tone: "needs-you",
    sentence: "StackOne did not make this link; nobody holds it.",
    next: "Make a new one.",
  },
  outcome_unknown: {
    word: "Outcome unknown",
    tone: "needs-you",
    sentence: "StackOne was asked, but its answer never came. If a link was made, nobody holds it.",
    next: "Make a new one.",
  },
  waiting: {
    word: "Waiting for the customer",
    tone: "quiet",
    sentence:
      "The link is live and nothing has been seen yet. StackOne does not tell when a link is opened.",
    next: "Send the link, and keep this page open on a call: it changes by itself.",
  },
  signing_in: {
    word: "Customer is signing in",
    tone: "accent",
    sentence: "The customer is at the provider's sign-in right now.",
    next: "Wait; the result shows here within seconds.",
  },
  stalled: {
    word: "Sign-in stalled",
    tone: "needs-you",
    sentence: "A sign-in was begun but not finished; the customer probably closed the tab.",
    next: "Ask the customer to open the same link again.",
  },
  attempt_failed: {
    word: "Sign-in failed",
    tone: "needs-you",
    sentence: "The sign-in failed. The link may still be used.",
    next: "Tell the customer what the provider said, and ask them to try the same link again.",
  },
  likely_connected: {
    word: "Looks connected",
    tone: "needs-you",
    sentence: "The account was saved and is active. StackOne does not say by whom.",
    next: "Ask the customer whether they are done, then answer here.",
  },
  connected: {
    word: "Connected",
    tone: "accent",
    sentence: "The account is linked and active.",
    next: "Nothing more to do.",
  },
  connected_with_problem: {
    word: "Connected, with a problem",
    tone: "needs-you",
    sentence: "An account was linked, but not as promised.",
    next: "Read what differs. Make a link that repairs it, or accept the difference.",
  },
  expired: {
    word: "Expired",
    tone: "quiet",
    sentence: "The link’s time has passed, and no account has been seen.",
    next: "Re-issue it if the customer still wants to connect, else dismiss it. Whoever opens it now reads “No configured integrations available.”",
  },
  void: {
    word: "Void",
    tone: "quiet",
    sentence:
      "Withdrawn by staff. StackOne cannot revoke a link: it still opens until it expires, and the console goes on watching.",
    next: "Ask the customer not to use it, or re-issue it.",
  },
};

/** A sign-in that was cancelled or ran out did not fail; the customer just did not finish. */
const notFinished: Pick<Words, "word" | "sentence" | "next"> = {
  word: "Sign-in not finished",
  sentence: "The customer did not finish the sign-in. The link may still be used.",
  next: "Ask the customer to open the same link again.",
};

/** Everything is as promised, and yet something happened. */
const problemApart: Pick<Words, "sentence"> = {
  sentence: "An account was linked, but there is something to clear up.",
};

/** A voided link that something has touched since. */
const voidMaybeUsed: Pick<Words, "word" | "tone" | "sentence" | "next"> = {
  word: "Voided, maybe used",
  tone: "needs-you",
  sentence: "The link was voided, but something happened that looks like its use.",
  next: "Find out whether the customer used it.",
};

/** The console could not read all of the owner's accounts, so it knows no more than that the time has passed. */
const expiredUnread: Pick<Words, "tone" | "sentence" | "next"> = {
  tone: "needs-you",
  sentence: "The link’s time has passed. The console can’t see whether an account was linked.",
  next: "Look at the owner’s accounts in StackOne. Re-issue the link if nothing is new there.",
};

export function progressWords({
  progress,
  attempt,
  problems = [],
}: Pick<ConnectSession, "progress" | "attempt"> &
  Partial<Pick<ConnectSession, "problems">>): Words {
  if (progress === "void" && problems.some(({ code }) => code === "void_link_maybe_used"))
    return voidMaybeUsed;
  if (progress === "expired" && problems.some(({ code }) => code === "accounts_not_readable"))
    return { ...words.expired, ...expiredUnread };
  const isApart = problems.length > 0 && !problems.some(({ code }) => code.endsWith("_differs"));
  if (progress === "connected_with_problem" && isApart)
    return { ...words.connected_with_problem, ...problemApart };
  const unfinished = attempt?.status === "cancelled" || attempt?.status === "expired";
  return progress === "attempt_failed" && unfinished
    ? { ...words.attempt_failed, ...notFinished }
    : words[progress];
}

/** The word alone, for the timeline, whose entries carry the attempt's status as their code where it says no more. */
export function progressWord(progress: Progress, code: string | null): string {
  const unfinished = code === "cancelled" || code === "expired";
  return progress === "attempt_failed" && unfinished ? notFinished.word : words[progress].word;
}
