import type { ConnectSession } from "@connect-console/shared/connect-session";
import { explainAccount, explainError } from "@connect-console/shared/explanation/explain";
import { type Explanation } from "@connect-console/shared/explanation/explanation";

/** Why a link stands as it does, where an error or a status says it: the failed attempt, else the linked account that does not work. */
export function explainRow({
  progress,
  attempt,
  account,
}: Pick<ConnectSession, "progress" | "attempt" | "account">): Explanation | null {
  if (progress === "attempt_failed" && attempt)
    return explainError({
      code: attempt.errorCode ?? attempt.status,
      text: attempt.errorDescription,
    });
  return progress === "connected_with_problem" && account ? explainAccount(account) : null;
}
