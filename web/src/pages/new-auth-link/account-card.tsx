import type { Account } from "@connect-console/shared/account";
import { Group, Paper, Text } from "@mantine/core";
import { TestTag } from "../../frame/test-tag.tsx";
import { shortDate } from "../../frame/times.ts";
import { accountName } from "./account-field.tsx";

/** An account in a few lines, with what tells it apart. */
export function AccountCard({ account }: { account: Account }) {
  const reason = account.statusReasons[0];
  const facts: [string, string | null][] = [
    ["Id", account.id],
    ["Username", account.username],
    ["Connector profile", account.connectorProfileId],
    ["Made", account.createdAt && shortDate(account.createdAt)],
    ["Broken since", account.brokenSince && shortDate(account.brokenSince)],
  ];
  return (
    <Paper withBorder p="sm">
      <Group gap="xs" mb={4}>
        <Text fw={600} size="sm">
          {accountName(account)}
        </Text>
        {account.type === "test" && <TestTag />}
        <Text size="sm" c={account.status === "active" ? "dimmed" : "var(--needs-you)"}>
          {account.status}
        </Text>
      </Group>
      {facts.map(([name, value]) =>
        value === null ? null : (
          <Text key={name} size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {name}: {value}
          </Text>
        ),
      )}
      {account.status !== "active" && reason && (
        <Text size="xs">{reason.description ?? reason.code}</Text>
      )}
    </Paper>
  );
}
