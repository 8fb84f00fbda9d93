import type { Role, StaffMember } from "@connect-console/shared/staff";

/** How the console learns who is there. */
export interface SignIn {
  readonly kind: "local" | "oidc" | "proxy";
  /** null: nobody is signed in by this request */
  staffOf(headers: Headers): Promise<StaffMember | null>;
  /** undefined where the role comes from elsewhere */
  switchRole?(staff: StaffMember, role: Role): Promise<StaffMember>;
}
