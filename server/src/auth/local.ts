import type { StaffMember } from "@connect-console/shared/staff";
import type { Asked, SignIn } from "./sign-in.ts";

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
    async presenceOf(asked) {
      if (isForwarded(asked))
        return {
          state: "nobody",
          hint: "Local sign-in takes no forwarded requests; open the console without a proxy.",
        };
      return { state: "signed_in", staff, signInId: null, endsAt: null };
    },
    async switchRole(_staff, role) {
      staff = { ...staff, role };
      return staff;
    },
  };
}

/** A proxy in front would make everybody behind it the local admin (design, rule 16). */
function isForwarded(asked: Asked): boolean {
  return forwardedHeaders.some((name) => asked.header(name) !== undefined);
}
