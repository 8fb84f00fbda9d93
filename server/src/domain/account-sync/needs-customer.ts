import type { StackOneAccount } from "../ports/stackone.ts";

/** Broken in a way that the customer repairs through a link; what the company switched off is none. */
export function needsCustomer({ status }: Pick<StackOneAccount, "status">): boolean {
  return status === "error" || status === "expired";
}
