import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "@mantine/core/styles/List.css";
import type { Account } from "@connect-console/shared/account";
import type { OwnerDetail } from "@connect-console/shared/owner";
import { Button, Group, List, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { accountName } from "../../account/account-name.ts";
import { ApiProblem } from "../../api/api-problem.ts";
import { accountsQuery } from "../../api/account.ts";
import { useRenameOwner } from "../../api/owner-directory.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useReturnFocus } from "../../ui/return-focus.ts";
import { accountsText } from "../../owner/owner-texts.ts";

/** The dialog behind **Name changed…**: what new links will say, and which accounts they will not find then. */
export function NameChanged({ owner, onClose }: { owner: OwnerDetail; onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const accounts = useQuery(accountsQuery(owner.id));
  const rename = useRenameOwner(owner.id);
  const close = useReturnFocus(onClose);
  // a name that StackOne has is taken byte for byte, as the server does
  const isThere = owner.otherNames.some(({ name }) => name === typed);
  const name = isThere ? typed : typed.trim().normalize("NFC");
  const fields = rename.error instanceof ApiProblem ? rename.error.detail.fields : undefined;
  return (
    <Modal opened onClose={close} title="Name changed" closeButtonProps={{ "aria-label": "Close" }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name !== "" && accounts.data)
            rename.mutate({ name: typed, before: owner.name }, { onSuccess: onClose });
        }}
      >
        <Stack>
          <Text size="sm">
            New links say “{owner.name}” today. StackOne matches the exact name, so change it only
            where your product sends the new one too.
          </Text>
          <TextInput
            label="New name"
            data-autofocus
            required
            maxLength={200}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={fields?.["name"]}
          />
          <OtherNames owner={owner} onUse={setTyped} />
          <AccountsUnread
            isPending={accounts.isPending}
            error={accounts.error}
            onRetry={() => void accounts.refetch()}
          />
          {name !== "" && accounts.data && <Effect name={name} accounts={accounts.data} />}
          {rename.error && !fields && (
            <ErrorNotice error={rename.error} title="The name wasn’t changed" />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Keep the name
            </Button>
            <Button
              type="submit"
              loading={rename.isPending}
              disabled={name === "" || name === owner.name || !accounts.data}
            >
              Change name
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function OtherNames({ owner, onUse }: { owner: OwnerDetail; onUse: (name: string) => void }) {
  return owner.otherNames.map(({ name, accounts }) => (
    <Group key={name} gap="xs">
      <Button variant="default" size="compact-sm" onClick={() => onUse(name)}>
        Use “{name}”
      </Button>
      <Text size="xs">{accountsText(accounts)}</Text>
    </Group>
  ));
}

interface AccountsUnreadProps {
  isPending: boolean;
  error: Error | null;
  onRetry: () => void;
}

/** Why it is not known yet what the new name does. */
function AccountsUnread({ isPending, error, onRetry }: AccountsUnreadProps) {
  if (isPending) return <Text size="sm">Loading the accounts…</Text>;
  return (
    error && <ErrorNotice error={error} title="We couldn’t load the accounts" onRetry={onRetry} />
  );
}

function Effect({ name, accounts }: { name: string; accounts: Account[] }) {
  const left = accounts.filter(({ owner }) => owner.name !== name);
  return (
    <Stack gap="xs" role="status" aria-label="What changes">
      <Text size="sm" fw={600}>
        New links will say “{name}”.
      </Text>
      {left.length === 0 ? (
        <Text size="sm">Every account has this name, so new links find them.</Text>
      ) : (
        <>
          <Text size="sm">
            {left.length === 1 ? "1 account keeps" : `${left.length} accounts keep`} another name
            and won’t be found: a new link creates an account beside it. To reconnect one, choose it
            under “Account to edit”.
          </Text>
          <List size="sm">
            {left.map((account) => (
              <List.Item key={account.id}>
                {accountName(account)}, as “{account.owner.name}”
              </List.Item>
            ))}
          </List>
        </>
      )}
      <Text size="sm">Links that are open keep the name that they were created with.</Text>
    </Stack>
  );
}
