import { NativeSelect, Text } from "@mantine/core";
import { Role } from "@connect-console/shared/staff";
import { useMe, useSwitchRole } from "../api/me.ts";

const roleNames: Record<Role, string> = {
  viewer: "Viewer",
  customer_success: "Customer success",
  support: "Support",
  qa: "QA",
  admin: "Admin",
};

/** Who is signed in and as what; with local sign-in the role can be switched. */
export function Staff() {
  const { staff, signIn } = useMe();
  const switchRole = useSwitchRole();
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
          error={switchRole.error && `Not switched: ${switchRole.error.message}`}
        />
      )}
    </>
  );
}
