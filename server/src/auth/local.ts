import type { Role, StaffMember } from "@connect-console/shared/staff";
import type { Asked, SignIn } from "./sign-in.ts";

const forwardedHeaders = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-real-ip",
  "via",
];

const local = (role: Role, name: string, id = `local-${role.replace("_", "-")}`): StaffMember => ({
  id,
  name: `Local ${name}`,
  email: null,
  role,
});
/** One for each role, so that one person at a keyboard can try what several do with each other. */
const people: Record<Role, StaffMember> = {
  admin: local("admin", "admin", "local"),
  customer_success: local("customer_success", "customer success"),
  support: local("support", "support"),
  qa: local("qa", "QA"),
  viewer: local("viewer", "viewer"),
};

/** Whoever reaches the loopback address is one of five people, the admin at first; who it is stays until the process ends. */
export function createLocalSignIn(): SignIn {
  let staff = people.admin;
  return {
    kind: "local",
    people: Object.values(people),
    async presenceOf(asked) {
      if (isForwarded(asked))
        return {
          state: "nobody",
          hint: "Local sign-in takes no forwarded requests; open the console without a proxy.",
        };
      return { state: "signed_in", staff, signInId: null, endsAt: null };
    },
    async switchRole(_staff, role) {
      staff = people[role];
      return staff;
    },
  };
}

/** A proxy in front would make everybody behind it the local admin (design, rule 16). */
function isForwarded(asked: Asked): boolean {
  return forwardedHeaders.some((name) => asked.header(name) !== undefined);
}
