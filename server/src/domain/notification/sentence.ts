import type { NotificationKind } from "@connect-console/shared/notification";
import { cutText, maskSecrets } from "@connect-console/shared/secret-text";
import type { NotificationFacts } from "../ports/notification-facts.ts";

/** characters of a name; staff may type no more, and StackOne may have any */
const nameAtMost = 200;

/** What each problem is in words; the page of the link says more. */
const problems: Record<string, string> = {
  owner_differs: "the account belongs to another owner",
  account_gone: "the account was deleted in StackOne",
  account_differs: "it is another account than was promised",
  outcome_differs: "an account was made where one was to be edited, or the other way round",
  provider_differs: "it is another provider than was promised",
  profile_differs: "it is another connector profile than was promised",
  type_differs: "its type is not the promised one",
  not_active: "the account is not active",
  shared_account: "two links ended at the same account",
  second_account: "a second account was linked through the same link",
  void_link_used: "the withdrawn link was used",
  echo_differs: "StackOne made the link otherwise than it was asked for",
  other_project: "StackOne made the link in another project",
};

/** The one place that puts notifications into words, for the console and for the team's message. What StackOne or a provider wrote at length is left out. */
export function notificationSentence(kind: NotificationKind, facts: NotificationFacts): string {
  const what = subject(facts);
  switch (kind) {
    case "connected":
      return `${what} is connected.`;
    case "problem": {
      if (facts.codes.includes("void_link_maybe_used"))
        return `The voided link for ${what} may have been used. Check the account.`;
      const known = facts.codes.flatMap((code) => problemText(code, facts) ?? []);
      return `${what} is connected, with a problem: ${known.join("; ") || "it is not as promised"}.`;
    }
    case "failed":
      return failedSentence(what, facts.codes[0]);
    case "expiring":
      return `The link for ${what} expires within 24 hours, and nothing was linked with it yet.`;
    case "expired":
      if (facts.codes.includes("accounts_not_readable"))
        return `The link for ${what} expired, and the console can't see whether anything was linked with it. Look at the owner's accounts in StackOne.`;
      return `The link for ${what} expired, and nothing was linked with it. Re-issue or dismiss it.`;
    case "broken":
      return `${what} stopped working${shownCode(facts.codes[0])}.`;
    case "assigned": {
      const by = facts.by === undefined ? "A colleague" : oneLine(facts.by);
      const to = facts.team === undefined ? "you" : oneLine(facts.team);
      const note = facts.note === undefined ? "" : ` “${oneLine(facts.note)}”`;
      return `${by} assigned ${what} to ${to}.${note}`;
    }
    default:
      return kind satisfies never;
  }
}

function problemText(code: string, { type }: NotificationFacts): string | undefined {
  return code === "type_differs" && type === "test"
    ? "a test link signed in to an account that is not a test account; sign in again with the customer"
    : problems[code];
}

function failedSentence(what: string, code: string | undefined): string {
  if (code === "cancelled" || code === "expired")
    return `A sign-in for ${what} was not finished. The link may still be used.`;
  return `A sign-in for ${what} failed${shownCode(code)}. The link may still be used.`;
}

function subject({ owner, provider, label }: NotificationFacts): string {
  const name = oneLine(owner.name);
  const whose = provider === null ? name : `${oneLine(provider)} of ${name}`;
  return label === null ? whose : `${whose} (${oneLine(label)})`;
}

/** A code as programs write them; anything else is not repeated. */
function shownCode(code: string | undefined): string {
  return code !== undefined && /^[a-z][a-z_]{1,39}$/i.test(code) ? ` (${code})` : "";
}

/** Names come from outside: no line of their own, nothing that could be a link or a token. */
function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\s]+/gu, " ").trim();
  return maskSecrets(cutText(line, nameAtMost));
}
