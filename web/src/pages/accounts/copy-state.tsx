import type { AccountsCopy } from "@connect-console/shared/account";
import { Alert, Stack, Text } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import { useNow } from "../../ui/now.ts";
import { copyWords } from "./copy-words.ts";

/** How old and how complete the list is, and what went wrong with reading it. */
export function CopyState({ copy, problem }: { copy: AccountsCopy; problem: string | null }) {
  const now = useNow();
  return (
    <Stack gap="sm" mb="md">
      <Text size="sm" c="dimmed" style={{ fontVariantNumeric: "tabular-nums" }}>
        {copyWords(copy, now)}
      </Text>
      {problem !== null && (
        <Alert
          role="status"
          color="red"
          title="This list may be out of date"
          icon={<IconCloudOff aria-hidden />}
        >
          <Text size="sm">{problem}</Text>
          <Text size="sm">The console tries again by itself; what is shown is what it knows.</Text>
        </Alert>
      )}
    </Stack>
  );
}
