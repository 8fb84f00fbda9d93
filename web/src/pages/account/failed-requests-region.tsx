import "@mantine/core/styles/Table.css";
import type { FailedRequest } from "@connect-console/shared/account";
import type { AccountDetail } from "@connect-console/shared/connect-session";
import { Paper, Skeleton, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { failedRequestsQuery } from "../../api/account-detail.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { clockTime, shortDate } from "../../ui/times.ts";
import classes from "./account.module.css";

/** The region **Recent failed requests**: what the product asked through this account and did not get. */
export function FailedRequestsRegion({ account }: { account: AccountDetail }) {
  const { data, error, refetch } = useQuery(failedRequestsQuery(account.id));
  return (
    <Paper component="section" aria-label="Recent failed requests" withBorder p="lg">
      <Title order={2} size="h5" mb="sm">
        Recent failed requests
      </Title>
      {error && (
        <ErrorNotice
          error={error}
          title="The requests could not be read"
          onRetry={() => void refetch()}
        />
      )}
      {!data && !error && <Skeleton h={80} role="status" aria-label="Loading" />}
      {data?.available === false && (
        <Text size="sm">
          Not available: the console’s key may not read StackOne’s request log, or this StackOne has
          none.
        </Text>
      )}
      {data?.available && data.items.length === 0 && (
        <Text size="sm">StackOne’s log has no failed request of this account.</Text>
      )}
      {data?.available && data.items.length > 0 && <Requests items={data.items} />}
    </Paper>
  );
}

function Requests({ items }: { items: FailedRequest[] }) {
  return (
    <Table className={classes.requests}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>When</Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th>Request</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map(({ id, at, status, method, path, service, resource, action }) => (
          <Table.Tr key={id}>
            <Table.Td>
              {at === null ? (
                "not known"
              ) : (
                <time dateTime={at} title={clockTime(at)}>
                  {shortDate(at)}
                </time>
              )}
            </Table.Td>
            <Table.Td>{status ?? "none"}</Table.Td>
            <Table.Td>
              {[method?.toUpperCase(), path].filter(Boolean).join(" ")}
              <Text size="xs" c="dimmed">
                {[service, resource, action].filter(Boolean).join(" · ")}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
