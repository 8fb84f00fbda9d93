import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Code, Paper, Stack, Text } from "@mantine/core";
import { dateWithZone } from "../../frame/times.ts";
import classes from "./auth-link.module.css";

/** What few need: ids, the request, and the attempt as it came. */
export function Details({ row }: { row: ConnectSession }) {
  const facts: [string, string | null][] = [
    ["Id", row.id],
    ["Owner id", row.owner.id],
    ["Connector profile", row.connectorProfileId],
    ["Account", row.accountId ?? row.account?.id ?? null],
    ["Attempt", row.attempt?.id ?? null],
    ["Made", `${dateWithZone(row.createdAt)} by ${row.createdBy.name}`],
  ];
  return (
    <Paper withBorder p="lg">
      <Stack gap="xs">
        <details className={classes.folded}>
          <summary>Ids</summary>
          {facts.map(([name, value]) =>
            value === null ? null : (
              <Text key={name} size="sm" style={{ overflowWrap: "anywhere" }}>
                {name}: {value}
              </Text>
            ),
          )}
        </details>
        <details className={classes.folded}>
          <summary>Request to StackOne</summary>
          <Code block tabIndex={0}>
            {JSON.stringify(row.predicted.request, null, 2)}
          </Code>
        </details>
        <details className={classes.folded}>
          <summary>Attempt as StackOne tells it</summary>
          <Code block tabIndex={0}>
            {JSON.stringify(row.attempt, null, 2)}
          </Code>
        </details>
      </Stack>
    </Paper>
  );
}
