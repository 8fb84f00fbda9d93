import { openProgress, type ConnectSession } from "@connect-console/shared/connect-session";
import { Paper, Stack, Text, Title } from "@mantine/core";
import { TestTag } from "../../ui/test-tag.tsx";
import { AccountCard } from "../../account/account-card.tsx";
import { ResultCheck } from "./result-check.tsx";

/** What was promised before the link was made, and point by point what came of it. */
export function Promised({ row }: { row: ConnectSession }) {
  const still =
    row.progress === "creating" || (openProgress as readonly string[]).includes(row.progress);
  const title = still ? "What it will do" : "What it was to do";
  return (
    <Paper component="section" aria-label={title} withBorder p="lg">
      <Title order={2} size="h5" mb="sm">
        {title}
      </Title>
      <Stack gap="sm">
        <Text fw={600} style={{ overflowWrap: "anywhere" }}>
          {row.predicted.sentence}
        </Text>
        {row.type === "test" && <TestTag />}
        <Fact name="Label" value={row.label} />
        <Fact name="Username" value={row.username} />
        {row.account && <AccountCard account={row.account} />}
        {row.checks.length > 0 && <ResultCheck row={row} />}
      </Stack>
    </Paper>
  );
}

function Fact({ name, value }: { name: string; value: string | null }) {
  if (value === null) return null;
  return (
    <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
      {name}: {value}
    </Text>
  );
}
