import type { Role, StaffMember } from "@connect-console/shared/staff";
import type { Asked, SignIn } from "./sign-in.ts";

/** Headers by which proxies and content networks say that they forward a request. */
const forwarding =
  /^(?:x-forwarded.*|x-original-.*|forwarded.*|via|x-real-ip|x-host|x-scheme|(?:x-|true-|fastly-|cf-)?(?:cluster-)?(?:client|connecting)-ip(?:v6)?|cf-.+|cdn-loop|x-envoy-.*|x-amzn-.*|x-amz-cf-.*|x-arr-.*|x-azure-.*|x-appengine-.*|x-cloud-trace-context|x-proxy.*)$/;

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

/** A proxy in front would make everybody behind it the local admin (docs/rules.md, 16). No browser speaks HTTP/1.0; a proxy that adds no header does. */
function isForwarded(asked: Asked): boolean {
  return asked.httpVersion === "1.0" || asked.headerNames().some((name) => forwarding.test(name));
}
