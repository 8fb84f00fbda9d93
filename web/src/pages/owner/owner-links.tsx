import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Anchor, Button, Group, Paper, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { linksOfOwnerQuery } from "../../api/owner-directory.ts";
import { providersQuery } from "../../api/provider.ts";
import { ProgressWord } from "../../connect-session/progress-word.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { usePolling } from "../../live/live.tsx";
import { TestTag } from "../../ui/test-tag.tsx";
import { shortDate } from "../../ui/times.ts";
import classes from "./owner.module.css";

/** All auth links that were made here for the owner, newest first. */
export function OwnerLinks({ ownerId }: { ownerId: string }) {
  const list = useInfiniteQuery({ ...linksOfOwnerQuery(ownerId), ...usePolling() });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Paper component="section" withBorder p="lg" aria-labelledby="auth-links">
      <Title order={2} size="h4" id="auth-links" mb="xs">
        Auth links
      </Title>
      {list.error && (
        <ErrorNotice
          error={list.error}
          title="The auth links could not be read"
          onRetry={() => void list.refetch()}
        />
      )}
      {list.data && rows.length === 0 && (
        <Text size="sm">No auth link was made here for this owner yet.</Text>
      )}
      <ul className={classes.list}>
        {rows.map((row) => (
          <LinkItem key={row.id} row={row} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          mt="sm"
          size="compact-sm"
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </Paper>
  );
}

function LinkItem({ row }: { row: ConnectSession }) {
  const { data: providers } = useQuery(providersQuery);
  const provider = providers?.find(({ key }) => key === row.provider)?.name ?? row.provider;
  return (
    <li>
      <Group gap="xs">
        <Anchor
          component={Link}
          to={`/connect-sessions/${encodeURIComponent(row.id)}`}
          size="sm"
          fw={600}
        >
          {provider ?? "Customer's choice"}
          {row.label !== null && ` – ${row.label}`}
        </Anchor>
        {row.type === "test" && <TestTag />}
      </Group>
      <ProgressWord row={row} />
      <Text size="xs" c="dimmed">
        {shortDate(row.createdAt)}, {row.createdBy.name}
      </Text>
    </li>
  );
}
