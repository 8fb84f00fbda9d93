import type { ConnectSessionTab } from "@connect-console/shared/connect-session";
import { Button, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { tabs } from "./tabs.ts";

/** Says why there is nothing, and what to do. */
export function EmptyList({ tab, filtered }: { tab: ConnectSessionTab; filtered: boolean }) {
  if (filtered) {
    return (
      <Stack align="flex-start" py="xl">
        <Text>
          Nothing under this tab fits the search. Look under the other tabs, or search for less.
        </Text>
        <Button component={Link} to="/connect-sessions" variant="default">
          Show all
        </Button>
      </Stack>
    );
  }
  return (
    <Stack align="flex-start" py="xl">
      <Text>{tabs.find((each) => each.tab === tab)?.empty}</Text>
      {tab === "waiting" && (
        <Button component={Link} to="/">
          New auth link
        </Button>
      )}
    </Stack>
  );
}
