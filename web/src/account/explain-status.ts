import type { Account } from "@connect-console/shared/account";
import { explainAccount } from "@connect-console/shared/explanation/explain";
import { statusWords } from "./status-words.ts";

/** What an account's status means, and what to do next; a status that StackOne never documented is named as it is. */
export function explainStatus(account: Pick<Account, "status" | "statusReasons">): {
  cause: string;
  next: string;
} {
  if (statusWords(account.status).needs === "nobody")
    return { cause: "The account works.", next: "Nothing to do." };
  return (
    explainAccount(account) ?? {
      cause: `StackOne calls it “${account.status}”, a status that the console doesn’t know yet.`,
      next: "Open it in StackOne’s dashboard to see what it needs. We can’t say whether a link helps.",
    }
  );
}
