import { NativeSelect, Text } from "@mantine/core";
import { useDisclosure, useWindowEvent } from "@mantine/hooks";
import { Role } from "@connect-console/shared/staff";
import { Suspense, useEffect } from "react";
import { useMe, useSwitchRole } from "../api/me.ts";
import { signInEnded } from "../api/request.ts";
import { ShortProblem } from "./next-step.tsx";
import { roleNames } from "./role-names.ts";
import { lazyPart } from "./lazy-part.ts";

const SignOut = lazyPart(async () => (await import("./sign-out.tsx")).SignOut);
const loadSignInEnded = () => import("./sign-in-ended.tsx");
const SignInEnded = lazyPart(async () => (await loadSignInEnded()).SignInEnded);

/** Who is signed in and as what, and the way out; with local sign-in the role can be switched instead. */
export function Staff() {
  const { staff, signIn } = useMe();
  const switchRole = useSwitchRole();
  const [ended, { open }] = useDisclosure(false);
  useWindowEvent(signInEnded, open);
  // once a proxy's session is over nothing can be loaded any more, this least of all
  useEffect(() => {
    if (signIn !== "local") loadSignInEnded().catch(() => {});
  }, [signIn]);
  return (
    <>
      <Text size="sm" truncate visibleFrom="sm">
        {staff.name}
        {signIn !== "local" && ` · ${roleNames[staff.role]}`}
      </Text>
      {signIn === "local" && (
        <NativeSelect
          aria-label="Your role"
          data={Role.options.map((role) => ({ value: role, label: roleNames[role] }))}
          value={staff.role}
          disabled={switchRole.isPending}
          onChange={(event) => switchRole.mutate(event.currentTarget.value as Role)}
          error={
            switchRole.error && (
              <>
                Not switched: <ShortProblem error={switchRole.error} />
              </>
            )
          }
        />
      )}
      <Suspense>
        {signIn === "oidc" && !ended && <SignOut />}
        {ended && <SignInEnded />}
      </Suspense>
    </>
  );
}
