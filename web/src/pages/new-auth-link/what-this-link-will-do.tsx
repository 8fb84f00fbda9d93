import type { Outcome } from "@connect-console/shared/outcome";
import { Code, Group, Paper, Skeleton, Stack, Table, Text, Title } from "@mantine/core";
import { ApiProblem } from "../../api/api-problem.ts";
import { ErrorNotice } from "../../frame/error-notice.tsx";
import { TestTag } from "../../frame/test-tag.tsx";
import { AccountCard } from "../../account/account-card.tsx";
import { accountName } from "../../account/account-name.ts";
import classes from "./new-auth-link.module.css";
import { OutcomeNotes } from "./outcome-notes.tsx";

interface Props {
  ownerChosen: boolean;
  test: boolean;
  outcome: Outcome | undefined;
  error: Error | null;
  /** a newer answer is on its way; this one stays meanwhile */
  loading: boolean;
  onCure: (set: Record<string, unknown>) => void;
  onRetry: () => void;
}

/** The outcome before the button is pressed, in one sentence and what belongs to it. */
export function WhatThisLinkWillDo({
  ownerChosen,
  test,
  outcome,
  error,
  loading,
  onCure,
  onRetry,
}: Props) {
  // what the fields say beside themselves is not said twice
  const marked = ownerChosen && error instanceof ApiProblem && error.detail.fields !== undefined;
  const hubText = outcome && hubOpensAtText[outcome.hubOpensAt];
  return (
    <Paper
      component="section"
      aria-label="What this link will do"
      withBorder
      p="lg"
      className={classes.outcome}
    >
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h5" c="dimmed">
          What this link will do
        </Title>
        {test && <TestTag />}
      </Group>
      <div className={classes.sentence} aria-live="polite" aria-busy={loading}>
        <Sentence ownerChosen={ownerChosen} outcome={outcome} failed={error !== null} />
      </div>
      {marked && <Text className={classes.quiet}>First put the marked fields right.</Text>}
      {error && ownerChosen && !marked && (
        <ErrorNotice error={error} title="It cannot be told now" onRetry={onRetry} />
      )}
      {outcome && ownerChosen && !error && (
        <Stack gap="sm" mt="sm">
          {outcome.account && <AccountCard account={outcome.account} />}
          {outcome.kind === "blocked" &&
            outcome.candidates.map((each) => (
              <AccountCard
                key={each.id}
                account={each}
                onEdit={() => onCure({ accountId: each.id })}
              />
            ))}
          <OutcomeNotes outcome={outcome} onCure={onCure} />
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
      )}
    </Paper>
  );
}

function Sentence({
  ownerChosen,
  outcome,
  failed,
}: {
  ownerChosen: boolean;
  outcome: Outcome | undefined;
  failed: boolean;
}) {
  if (!ownerChosen) {
    return (
      <p className={classes.quiet}>
        Choose an owner. Then one sentence here says whether the link makes a new account, edits one
        that is there, or leaves it to the customer.
      </p>
    );
  }
  if (outcome && !failed)
    return (
      <p className={outcome.kind === "blocked" ? classes.blocked : undefined}>{outcome.sentence}</p>
    );
  if (failed) return null;
  return (
    <Stack gap={8} role="status" aria-label="Working out what the link will do">
      <Skeleton h={20} />
      <Skeleton h={20} />
      <Skeleton h={20} w="60%" />
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
