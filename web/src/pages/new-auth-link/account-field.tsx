import type { Account } from "@connect-console/shared/account";
import { Group, Text } from "@mantine/core";
import { accountName } from "../../account/account-name.ts";
import { TestTag } from "../../ui/test-tag.tsx";
import { shortDate } from "../../ui/times.ts";
import { Choice } from "../../ui/choice.tsx";
import classes from "./new-auth-link.module.css";

const none = "\u0000none";

interface Props {
  value: string;
  onChange: (accountId: string) => void;
  accounts: Account[];
  /** the accounts are not read yet, or could not be */
  state: "pending" | "error" | "success";
  provider: string;
  ownerChosen: boolean;
  error?: string | undefined;
}

/** **Account to edit**: the owner's accounts, told apart by more than their provider. */
export function AccountField({
  value,
  onChange,
  accounts,
  state,
  provider,
  ownerChosen,
  error,
}: Props) {
  const shown = accounts.filter(
    (account) => provider === "" || account.provider === provider || account.id === value,
  );
  const byId = new Map(shown.map((account) => [account.id, account]));
  const known = value === "" || byId.has(value);
  return (
    <Choice
      label="Account to edit"
      searchable
      disabled={!ownerChosen}
      data={[
        { value: none, label: "None in particular" },
        ...shown.map((account) => ({ value: account.id, label: accountName(account) })),
        ...(known ? [] : [{ value, label: value }]),
      ]}
      value={value === "" ? none : value}
      onChange={(id) => onChange(id === none ? "" : id)}
      nothingFoundMessage={state === "success" ? "No account of this owner fits." : unread[state]}
      maxDropdownHeight={320}
      renderOption={({ option }) => {
        const account = byId.get(option.value);
        return account ? (
          <AccountOption account={account} />
        ) : (
          <Text size="sm">{option.label}</Text>
        );
      }}
      description={
        !ownerChosen || state === "success"
          ? description(ownerChosen, accounts.length, shown.length)
          : unread[state]
      }
      error={error}
    />
  );
}

const unread = {
  pending: "Loading the owner’s accounts…",
  error: "The owner’s accounts couldn’t be loaded.",
};

function description(ownerChosen: boolean, all: number, shown: number): string {
  if (!ownerChosen) return "Choose an owner first.";
  if (all === 0) return "This owner has no account yet.";
  return shown === 0
    ? "This owner has no account at this provider yet."
    : "To repair or change just one";
}

function AccountOption({ account }: { account: Account }) {
  const facts = [
    account.status,
    account.label !== null && account.username,
    account.createdAt !== null && `made ${shortDate(account.createdAt)}`,
    account.connectorProfileId !== null && `profile ${account.connectorProfileId}`,
    `…${account.id.slice(-6)}`,
  ].filter(Boolean);
  return (
    <div>
      <Group gap="xs">
        <Text size="sm">{accountName(account)}</Text>
        {account.type === "test" && <TestTag />}
      </Group>
      <Text size="xs" className={classes.optionDetail}>
        {facts.join(" · ")}
      </Text>
    </div>
  );
}
