import type { Role } from "@connect-console/shared/staff";

/** What each role is called on the screen. */
export const roleNames: Record<Role, string> = {
  viewer: "Viewer",
  customer_success: "Customer success",
  support: "Support",
  qa: "QA",
  admin: "Admin",
};
