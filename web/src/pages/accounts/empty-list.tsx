import type { AccountsCopy } from "@connect-console/shared/account";
import { Stack, Text } from "@mantine/core";
import { LinkButton } from "../../ui/link-button.tsx";
import { queues, type AccountTab } from "./queues.ts";

interface Props {
  tab: AccountTab;
  filtered: boolean;
  copy: AccountsCopy;
}

/** Says why there is nothing, and what to do. */
export function EmptyList({ tab, filtered, copy }: Props) {
  const unread = copy.completeAt === null;
  return (
    <Stack align="flex-start" py="xl">
      <Text>
        {filtered
          ? "No account under this tab fits. Look under the other tabs, or search for less."
          : unread
            ? "Nothing has come yet: the accounts are still to be read from StackOne. They appear here by themselves."
            : queues.find((each) => each.tab === tab)?.empty}
        {filtered && unread && " Not all accounts have been read from StackOne yet."}
      </Text>
      {filtered && (
        <LinkButton to="/accounts" search={{ tab }} variant="default">
          Show all
        </LinkButton>
      )}
      {!filtered && !unread && tab === "all" && <LinkButton to="/">New auth link</LinkButton>}
    </Stack>
  );
}
