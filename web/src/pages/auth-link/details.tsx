import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Paper, Stack, Text } from "@mantine/core";
import { TextLink } from "../../ui/link-button.tsx";
import { dateWithZone } from "../../ui/times.ts";
import classes from "./auth-link.module.css";
import { Support } from "./support.tsx";

/** What few need: ids, what to send to somebody who helps, and the exchange with StackOne. */
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
        <Text size="sm">
          <TextLink to="/audit" search={{ target: row.id }} inherit underline="always">
            Who did what with this link
          </TextLink>
        </Text>
        <Support row={row} />
      </Stack>
    </Paper>
  );
}
