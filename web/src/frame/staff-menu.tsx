import { Button, Menu, Text } from "@mantine/core";
import { Role } from "@connect-console/shared/staff";
import { IconCheck, IconChevronDown } from "@tabler/icons-react";
import { useMe, useSwitchRole } from "../api/me.ts";
import { ErrorNotice } from "./error-notice.tsx";

const roleNames: Record<Role, string> = {
  viewer: "Viewer",
  customer_success: "Customer success",
  support: "Support",
  qa: "QA",
  admin: "Admin",
};

/** Who is signed in and as what; with local sign-in the role can be switched. */
export function StaffMenu() {
  const { staff, signIn } = useMe();
  const switchRole = useSwitchRole();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button
          variant="default"
          rightSection={<IconChevronDown size={16} aria-hidden />}
          maw="56vw"
        >
          <Text span size="sm" truncate>
            <Text span visibleFrom="sm" inherit>
              {staff.name} ·{" "}
            </Text>
            {roleNames[staff.role]}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {staff.name}
          {staff.email !== null && ` · ${staff.email}`}
        </Menu.Label>
        {signIn === "local" &&
          Role.options.map((role) => (
            <Menu.Item
              key={role}
              leftSection={
                <IconCheck
                  size={16}
                  aria-hidden
                  visibility={role === staff.role ? "visible" : "hidden"}
                />
              }
              aria-current={role === staff.role}
              onClick={() => switchRole.mutate(role)}
            >
              {roleNames[role]}
            </Menu.Item>
          ))}
        {signIn !== "local" && <Menu.Label>Role: {roleNames[staff.role]}</Menu.Label>}
        {switchRole.error && (
          <ErrorNotice error={switchRole.error} title="The role was not switched" />
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
