import type { StaffMember } from "@connect-console/shared/staff";
import type { SignIn } from "./sign-in.ts";

const forwardedHeaders = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-real-ip",
  "via",
];

/** One staff member for whoever reaches the loopback address; the role is kept until the process ends and begins as admin. */
export function createLocalSignIn(): SignIn {
  let staff: StaffMember = { id: "local", name: "Local admin", email: null, role: "admin" };
  return {
    kind: "local",
    async staffOf(headers) {
      return isForwarded(headers) ? null : staff;
    },
    async switchRole(_staff, role) {
      staff = { ...staff, role };
      return staff;
    },
  };
}

/** A proxy in front would make everybody behind it the local admin (design, rule 16). */
export function isForwarded(headers: Headers): boolean {
  return forwardedHeaders.some((name) => headers.has(name));
}
