import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Anchor, Paper, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { connectSessionQuery } from "../../api/connect-session.ts";
import { progressWords } from "../../connect-session/progress-words.ts";
import { useRowByClock } from "../../connect-session/use-row-by-clock.ts";
import { shortDate } from "../../ui/times.ts";

/** The links before and after this one: what was re-issued as what, each a click away. */
export function Lineage({ row }: { row: ConnectSession }) {
  if (row.supersedes === null && row.supersededBy === null) return null;
  return (
    <Paper component="section" aria-label="Lineage" withBorder p="sm" mb="lg">
      <Stack gap={4}>
        {row.supersededBy !== null && (
          <Text size="sm">
            Re-issued as <Neighbour id={row.supersededBy} />. Send that one. This link still opens
            until it expires, and the console goes on watching it.
          </Text>
        )}
        {row.supersedes !== null && (
          <Text size="sm">
            Takes the place of <Neighbour id={row.supersedes} />.
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

/** When it was made, by whom, and how it stands; its id until that is known. */
function Neighbour({ id }: { id: string }) {
  const { data, isPending } = useQuery(connectSessionQuery(id));
  if (isPending) return <Skeleton component="span" display="inline-block" h={14} w={200} />;
  return (
    <>
      <Anchor
        component={Link}
        to={`/connect-sessions/${encodeURIComponent(id)}`}
        inherit
        underline="always"
      >
        {data ? `the link of ${shortDate(data.createdAt)} by ${data.createdBy.name}` : id}
      </Anchor>
      {data && <Standing row={data} />}
    </>
  );
}

function Standing({ row }: { row: ConnectSession }) {
  return ` (${progressWords(useRowByClock(row)).word})`;
}
