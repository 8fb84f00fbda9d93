import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Anchor, Code, Paper, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { dateWithZone } from "../../frame/times.ts";
import classes from "./auth-link.module.css";

/** What few need: ids, the request, the attempt as it came, and the links before and after this one. */
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
        <Lineage label="It replaces" id={row.supersedes} />
        <Lineage label="Replaced by" id={row.supersededBy} />
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

function Lineage({ label, id }: { label: string; id: string | null }) {
  if (id === null) return null;
  return (
    <Text size="sm">
      {label}{" "}
      <Anchor
        component={Link}
        to={`/connect-sessions/${encodeURIComponent(id)}`}
        inherit
        underline="always"
      >
        another auth link
      </Anchor>
    </Text>
  );
}
