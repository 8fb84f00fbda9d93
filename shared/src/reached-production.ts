import type { AccountType } from "./connect-session.ts";

interface Ended {
  type: AccountType;
  account: { type: string | null } | null;
  problems: readonly { code: string }[];
}

/** Whether a test link ended at an account that is not of type test: its people are notified, and the customer has to sign in again. */
export function reachedProduction({ type, account, problems }: Ended): boolean {
  const differs = problems.some(({ code }) => code === "type_differs");
  return type === "test" && account !== null && account.type !== "test" && differs;
}
