import type { Attempt } from "@connect-console/shared/connect-session";
import type { Evidence } from "./evidence.ts";
import type { StackOneAccount } from "../ports/stackone.ts";

/** A moment of StackOne's clock as people read it, by our clock. */
export function clockTime(stackoneTime: number, skew: number): string {
  return `${new Date(stackoneTime - skew).toISOString().slice(11, 16)} UTC`;
}

/** What is known of an account's evidence, never who did it (docs/rules.md, 24). */
export function evidenceText(evidence: Evidence, skew: number): string {
  const { account } = evidence;
  const whose = `${account.ownerName || account.ownerId} at ${account.providerName ?? account.provider}`;
  const time = clockTime(evidence.at, skew);
  const state = account.status === "active" ? "is active" : `is ${account.status}`;
  switch (evidence.kind) {
    case "attempt":
      return `The sign-in was completed; the account for ${whose} ${state}.`;
    case "created":
      return `An account for ${whose} appeared at ${time} and ${state}.`;
    case "activated":
      return `The account for ${whose} became active again at ${time}.`;
    case "took_on":
      return `The account for ${whose} took on what this link asked for at ${time} and ${state}.`;
    case "touched":
      return `The account for ${whose} was saved at ${time} and ${state}. StackOne does not say by whom.`;
    default:
      return evidence.kind satisfies never;
  }
}

/** An account whose profile we enabled, or that we resumed. */
export function switchedOnText({ ownerName, provider, providerName }: StackOneAccount): string {
  return `We switched the account for ${ownerName} at ${providerName ?? provider} on again. That does not tell whether the link was used.`;
}

/** An attempt as StackOne tells it; code and text stay as they are. */
export function attemptText(attempt: Attempt): string {
  switch (attempt.status) {
    case "pending":
      return "The customer started a sign-in.";
    case "authenticated":
      return "The sign-in was completed; the account is not visible yet.";
    case "error":
      return `Sign-in failed: ${attempt.errorDescription ?? attempt.errorCode ?? "StackOne gives no reason"}`;
    case "cancelled":
      return "Sign-in not finished: it was cancelled. The link may still be used.";
    case "expired":
      return "Sign-in not finished: it ran out of time. The link may still be used.";
    default:
      return `StackOne reports the attempt as "${attempt.status}", which the console does not know.`;
  }
}
