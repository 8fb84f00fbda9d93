import "@mantine/core/styles/Table.css";
import {
  openProgress,
  type Check,
  type ConnectSession,
} from "@connect-console/shared/connect-session";
import { Paper, Stack, Table, Text, Title } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { TestTag } from "../../frame/test-tag.tsx";
import { AccountCard } from "../../account/account-card.tsx";
import classes from "./auth-link.module.css";

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
        {row.checks.length > 0 && (
          <Table verticalSpacing={6} horizontalSpacing={6} className={classes.checks}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Point</Table.Th>
                <Table.Th>Promised</Table.Th>
                <Table.Th>Linked</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {row.checks.map((check) => (
                <Table.Tr key={check.point}>
                  <Table.Td>{check.point}</Table.Td>
                  <Table.Td style={{ overflowWrap: "anywhere" }}>{check.promised ?? "–"}</Table.Td>
                  <Table.Td style={{ overflowWrap: "anywhere" }}>
                    <Result check={check} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
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

function Result({ check }: { check: Check }) {
  switch (check.result) {
    case "same":
      return (
        <span className={classes.result}>
          <IconCheck size={16} role="img" aria-label="same" /> {check.actual}
        </span>
      );
    case "different":
      return (
        <Text span size="sm" c="var(--needs-you)" className={classes.result}>
          <IconX size={16} role="img" aria-label="different" /> {check.actual ?? "nothing"}
        </Text>
      );
    case "not_known":
      return <>not known</>;
    default:
      return check.result satisfies never;
  }
}
