import type { AccountDetail } from "@connect-console/shared/connect-session";
import { Alert, Button, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { momentAgo } from "../../account/since.ts";
import { accountQuery } from "../../api/account-detail.ts";
import { useNow } from "../../ui/now.ts";

/** Says that a deletion is under way, or that nobody knows what it did, as long as the account is there. */
export function DeletionNotice({ account }: { account: AccountDetail }) {
  const now = useNow();
  const again = useQuery({ ...accountQuery(account.id), enabled: false });
  const { deletion, goneAt, readAt } = account;
  if (deletion === null || goneAt !== null) return null;
  const who = `${deletion.by.name}, ${momentAgo(deletion.at, now)}`;
  if (deletion.state === "asked") {
    return (
      <Alert role="status" mb="md" title="This account is being deleted">
        <Text size="sm">StackOne was asked by {who}, and has not answered yet.</Text>
      </Alert>
    );
  }
  if (deletion.state !== "unknown") return null;
  return (
    <Alert
      role="alert"
      color="red"
      mb="md"
      title="It is not known whether this account was deleted"
      icon={<IconAlertTriangle aria-hidden />}
    >
      <Text size="sm">
        {deletion.message} Asked by {who}; StackOne still had it {momentAgo(readAt, now)}.
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        mt="xs"
        loading={again.isFetching}
        onClick={() => void again.refetch()}
      >
        Look again
      </Button>
    </Alert>
  );
}
