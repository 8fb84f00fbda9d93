import type { Account } from "@connect-console/shared/account";
import { Button, Group, Paper, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { providersQuery } from "../api/provider.ts";
import { TestTag } from "../ui/test-tag.tsx";
import { shortDate } from "../ui/times.ts";
import { accountName } from "./account-name.ts";
import { profileNameOf } from "./profile-name.ts";

/** An account in a few lines, with what tells it apart. */
export function AccountCard({ account, onEdit }: { account: Account; onEdit?: () => void }) {
  const providers = useQuery(providersQuery).data ?? [];
  const profile = account.connectorProfileId;
  const reason = account.statusReasons[0];
  const facts: [string, string | null][] = [
    ["Id", account.id],
    ["Username", account.username],
    ["Connector profile", profile && profileNameOf(profile, providers)],
    ["Made", account.createdAt && shortDate(account.createdAt)],
    ["Broken since", account.brokenSince && shortDate(account.brokenSince)],
  ];
  return (
    <Paper withBorder p="sm">
      <Group gap="xs" mb={4}>
        <Text fw={600} size="sm" style={{ overflowWrap: "anywhere" }}>
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
      {onEdit && (
        <Button
          variant="default"
          size="compact-sm"
          mt="xs"
          aria-label={`Edit this account: ${accountName(account)}`}
          onClick={onEdit}
        >
          Edit this account
        </Button>
      )}
    </Paper>
  );
}
