import type { OwnerReference } from "@connect-console/shared/owner";

/** What a sentence is made of; kept with the notification, so that its words can be bettered. */
export interface NotificationFacts {
  owner: OwnerReference;
  /** as people call it; null: the customer chooses */
  provider: string | null;
  label: string | null;
  type: "production" | "test";
  /** codes: of the problems, of the failed sign-in, or the account's status */
  codes: string[];
  /** of `assigned`: who gave it, to which role (else to the person), and why */
  by?: string | undefined;
  team?: string | undefined;
  note?: string | undefined;
}
