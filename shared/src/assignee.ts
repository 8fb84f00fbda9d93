import type { AccountType } from "./connect-session.ts";
import type { Role } from "./staff.ts";

/** Why nothing of this type can be handed to a colleague of this role, as a sentence; null where it can. */
export function whyNotAssignee({ role }: { role: Role }, type: AccountType): string | null {
  if (role === "viewer") return "A viewer could do nothing with it.";
  if (role === "qa" && type !== "test") return "QA works with test links and test accounts only.";
  return null;
}
