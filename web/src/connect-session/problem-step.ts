import type { ConnectSession } from "@connect-console/shared/connect-session";
import { reachedProduction } from "@connect-console/shared/reached-production";
import { isUnderWay } from "./attempt-under-way.ts";

/** What to do about a problem of a linked account that is no point of the promise; undefined: the result check says it point by point. */
const steps: Record<string, string> = {
  second_account:
    "Ask the customer which accounts they want, remove the others in StackOne, then accept the difference.",
  shared_account:
    "Ask the customer whether they wanted two accounts. If so, send a link with “Allow another account”. If not, accept the difference.",
  account_gone: "Re-issue the link if the customer still wants to connect.",
  void_link_maybe_used:
    "Ask the customer whether they used the link, and look at the account. Then answer here.",
  void_link_used:
    "Find out whether the account is wanted. If not, remove it in StackOne; if it is, accept the difference.",
  other_project: "Do not use this link. Have the console's key and records looked at.",
  account_missing: "Press Check now in a few minutes; StackOne may be late to show the account.",
  accounts_not_readable:
    "Look at the owner's accounts in StackOne, and ask the customer. The console goes on checking for a day after the link's end.",
  attempt_not_readable:
    "StackOne does not tell about the sign-in of this link; the account itself will show.",
};

/** The next step for a problem of this link, by its code. */
export function problemStep(
  code: string,
  row: Parameters<typeof reachedProduction>[0] & Pick<ConnectSession, "attempt">,
): string | undefined {
  if (code === "type_differs" && reachedProduction(row))
    return "Sign in again with the customer: send them a link that edits this account.";
  if (code === "void_link_maybe_used" && isUnderWay(row))
    return "Wait: how the sign-in ends shows here within seconds. On a call, ask the customer to stop.";
  return steps[code];
}
