import type { AccountDetail } from "@connect-console/shared/connect-session";
import { Group, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ProviderLogo } from "../../account/provider-logo.tsx";
import { RepairButton } from "../../account/repair-button.tsx";
import { repairSearch } from "../../account/repair-search.ts";
import { StatusWord } from "../../account/status-word.tsx";
import { statusWords } from "../../account/status-words.ts";
import { providersQuery } from "../../api/provider.ts";
import { LinkButton, TextLink } from "../../ui/link-button.tsx";
import { AccountAssignment } from "./assignment.tsx";
import { TestTag } from "../../ui/test-tag.tsx";
import { DeleteButton } from "./delete-button.tsx";

/** Which account it is, whose, how it stands, and what can be done with it. */
export function Head({ account }: { account: AccountDetail }) {
  const { data: providers } = useQuery(providersQuery);
  const provider = providers?.find(({ key }) => key === account.provider);
  const name = provider?.name ?? account.providerName ?? account.provider;
  const apart = account.label ?? account.username;
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0 }}>
          <Group gap="xs">
            <ProviderLogo provider={{ name, logoUrl: provider?.logoUrl ?? null }} />
            <Title order={1} size="h2" style={{ overflowWrap: "anywhere" }}>
              {apart === null ? name : `${name} – ${apart}`}
            </Title>
            {account.type === "test" && <TestTag />}
          </Group>
          <Text size="sm" mb={4}>
            of{" "}
            <TextLink
              to="/owners/$ownerId"
              params={{ ownerId: account.owner.id }}
              inherit
              underline="always"
            >
              {account.owner.name}
            </TextLink>
          </Text>
          {account.goneAt === null && <StatusWord status={account.status} size="lg" />}
        </div>
        <Presses account={account} />
      </Group>
      <AccountAssignment account={account} />
    </>
  );
}

/** A gone account cannot be edited; its customer can only make a new one. */
function Presses({ account }: { account: AccountDetail }) {
  if (account.goneAt !== null) {
    return (
      <LinkButton to="/" search={{ ownerId: account.owner.id, provider: account.provider }}>
        New auth link
      </LinkButton>
    );
  }
  const works = statusWords(account.status).needs === "nobody";
  return (
    <Group gap="xs">
      <RepairButton account={account} />
      {works && account.openConnectSessionId === null && (
        <LinkButton to="/" search={repairSearch(account)} variant="default">
          New link for this account
        </LinkButton>
      )}
      <DeleteButton account={account} />
    </Group>
  );
}
