import type { OwnerReference } from "@connect-console/shared/owner";
import { Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { AccountCard } from "../../account/account-card.tsx";
import { accountsQuery } from "../../api/account.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";

/** All accounts of the owner, under whatever name, as StackOne has them now; the name is said where it is not the page's. */
export function OwnerAccounts({ owner: { id: ownerId, name } }: { owner: OwnerReference }) {
  const accounts = useQuery(accountsQuery(ownerId));
  const navigate = useNavigate();
  const severalNames = accounts.data?.some((account) => account.owner.name !== name) ?? false;
  return (
    <Paper component="section" withBorder p="lg" aria-labelledby="accounts">
      <Title order={2} size="h4" id="accounts" mb="xs">
        Accounts
      </Title>
      <Stack gap="sm">
        {accounts.isPending && <Text size="sm">Reading them from StackOne …</Text>}
        {accounts.error && (
          <ErrorNotice
            error={accounts.error}
            title="The accounts could not be read"
            onRetry={() => void accounts.refetch()}
          />
        )}
        {accounts.data?.length === 0 && <Text size="sm">This owner has no account yet.</Text>}
        {accounts.data?.map((account) => (
          <div key={account.id}>
            <AccountCard
              account={account}
              onEdit={() =>
                void navigate({
                  to: "/",
                  search: { ownerId, provider: account.provider, accountId: account.id },
                })
              }
            />
            {severalNames && (
              <Text size="xs" c="dimmed">
                as “{account.owner.name}”
              </Text>
            )}
          </div>
        ))}
      </Stack>
    </Paper>
  );
}
