import { NativeSelect, Text } from "@mantine/core";
import { Role } from "@connect-console/shared/staff";
import { Suspense } from "react";
import { useMe, useSwitchRole } from "../api/me.ts";
import { ShortProblem } from "../ui/next-step.tsx";
import { roleNames } from "../staff/role-names.ts";
import { lazyPart } from "../ui/lazy-part.ts";
import { SignInEnded, useSignInEnded } from "./use-sign-in-ended.ts";

const SignOut = lazyPart(async () => (await import("./sign-out.tsx")).SignOut);

/** Who is signed in and as what, and the way out; with local sign-in the role can be switched instead. */
export function Staff() {
  const { staff, signIn } = useMe();
  const switchRole = useSwitchRole();
  const ended = useSignInEnded(signIn === "proxy");
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
