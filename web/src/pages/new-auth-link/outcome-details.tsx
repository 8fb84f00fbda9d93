import "@mantine/core/styles/Table.css";
import type { Outcome } from "@connect-console/shared/outcome";
import { Code, Stack, Table, Text } from "@mantine/core";
import { AccountCard } from "../../account/account-card.tsx";
import { accountName } from "../../account/account-name.ts";
import classes from "./new-auth-link.module.css";
import { OutcomeNotes, type NotesProps } from "./outcome-notes.tsx";

interface Props extends NotesProps {
  outcome: Outcome | undefined;
}

/** What belongs to the sentence: the accounts that it names, reasons and warnings, what comes first, the exact request. */
export function OutcomeDetails({ outcome, ...notes }: Props) {
  if (!outcome) return null;
  const hubText = hubOpensAtText[outcome.hubOpensAt];
  return (
    <Stack gap="sm" mt="sm">
      {outcome.account && <AccountCard account={outcome.account} />}
      {outcome.kind === "blocked" &&
        outcome.candidates.map((each) => (
          <AccountCard
            key={each.id}
            account={each}
            onEdit={() => notes.onCure({ accountId: each.id })}
          />
        ))}
      <OutcomeNotes outcome={outcome} {...notes} />
      {outcome.perProvider.length > 0 && <PerProvider outcome={outcome} />}
      {outcome.kind !== "blocked" && hubText && (
        <Text size="sm" c="dimmed">
          {hubText}
        </Text>
      )}
      <details className={classes.folded}>
        <summary>Exact request to StackOne</summary>
        <Code block mt="xs" tabIndex={0}>
          {JSON.stringify(outcome.request, null, 2)}
        </Code>
      </details>
    </Stack>
  );
}

const hubOpensAtText: Record<Outcome["hubOpensAt"], string> = {
  providers: "The customer first sees all providers that are set up.",
  category: "The customer first sees the providers of the chosen categories.",
  credentials: "The customer goes straight to the sign-in of the provider.",
  edit: "The customer goes straight to the account and can sign in again.",
};

function PerProvider({ outcome }: { outcome: Outcome }) {
  return (
    <Table withTableBorder verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>If the customer chooses</Table.Th>
          <Table.Th>the link</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {outcome.perProvider.map(({ provider, kind, account }) => (
          <Table.Tr key={provider}>
            <Table.Td>{account?.providerName ?? provider}</Table.Td>
            <Table.Td>
              {perProviderText[kind](account ? accountName(account) : "the account that is there")}
            </Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr>
          <Table.Td>any other</Table.Td>
          <Table.Td>makes a new account</Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}

const perProviderText: Record<Outcome["perProvider"][number]["kind"], (account: string) => string> =
  {
    create: () => "makes a new account",
    edit: (account) => `edits ${account}`,
    unclear: () => "is unclear: there are several accounts",
  };
