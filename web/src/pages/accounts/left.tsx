import { CloseButton, Group, Paper, Text } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { accountName } from "../../account/account-name.ts";
import { accountQuery } from "../../api/account-detail.ts";
import { TextLink } from "../../ui/link-button.tsx";
import classes from "./accounts.module.css";

/** Says which of the accounts that left the queue work again, or are gone; announced to screen readers. */
export function Left({ ids, onClose }: { ids: string[]; onClose: () => void }) {
  const left = useQueries({
    queries: ids.map((id) => accountQuery(id)),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  });
  const told = left.filter(({ status, goneAt }) => status === "active" || goneAt !== null);
  return (
    <div role="status" className={classes.left}>
      {told.length > 0 && (
        <Paper withBorder shadow="md" p="sm">
          <Group wrap="nowrap" align="flex-start" justify="space-between">
            <div>
              {told.map((account) => (
                <Text key={account.id} size="sm">
                  <TextLink
                    to="/accounts/$accountId"
                    params={{ accountId: account.id }}
                    inherit
                    underline="always"
                  >
                    {accountName(account)}
                  </TextLink>{" "}
                  of {account.owner.name}{" "}
                  {account.goneAt === null ? "works again." : "is gone from StackOne."}
                </Text>
              ))}
            </div>
            <CloseButton aria-label="Close" onClick={onClose} />
          </Group>
        </Paper>
      )}
    </div>
  );
}
