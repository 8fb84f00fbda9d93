import type { Account } from "@connect-console/shared/account";
import { deletionsAtMost } from "@connect-console/shared/account-deletion";
import { Checkbox, Group, Text } from "@mantine/core";
import { accountName } from "../../account/account-name.ts";
import { StatusWord } from "../../account/status-word.tsx";
import { TextLink } from "../../ui/link-button.tsx";
import { TestTag } from "../../ui/test-tag.tsx";
import { shortDate } from "../../ui/times.ts";
import classes from "./clean-up.module.css";

interface Props {
  account: Account;
  chosen: string[];
  onToggle: () => void;
}

/** One test account to choose, with what tells it apart. */
export function AccountChoice({ account, chosen, onToggle }: Props) {
  const checked = chosen.includes(account.id);
  const isFull = !checked && chosen.length >= deletionsAtMost;
  return (
    <li className={classes.row}>
      <Checkbox
        aria-label={`Choose ${accountName(account)} of ${account.owner.name}`}
        checked={checked}
        disabled={isFull}
        title={isFull ? "No more fit into one clean-up." : undefined}
        onChange={onToggle}
      />
      <div className={classes.cell}>
        <Group gap="xs">
          <TextLink
            to="/accounts/$accountId"
            params={{ accountId: account.id }}
            size="sm"
            fw={600}
            className={classes.name}
          >
            {accountName(account)}
          </TextLink>
          {account.type === "test" && <TestTag />}
        </Group>
        <Text size="xs" c="dimmed" className={classes.name}>
          {account.id}
          {account.createdAt !== null && ` · made ${shortDate(account.createdAt)}`}
        </Text>
      </div>
      <Text size="sm" className={classes.name}>
        {account.owner.name}
      </Text>
      <StatusWord status={account.status} />
    </li>
  );
}
