import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { stackOneStateQuery } from "../api/stackone-state.ts";
import { useLiveState } from "../frame/live.tsx";
import { useNow } from "../frame/now.ts";
import { shortDate, shortDuration } from "../frame/times.ts";

/** "checked 3 s ago, every 3 s"; and where the stream is down, that this page only asks now and then. */
export function LastChecked({
  row,
}: {
  row: Pick<ConnectSession, "lastCheckedAt" | "checkEvery">;
}) {
  const now = useNow();
  const live = useLiveState();
  const every = row.checkEvery === null ? "" : `, every ${shortDuration(row.checkEvery)}`;
  const checked =
    row.lastCheckedAt === null
      ? "not checked yet"
      : `checked ${shortDuration((now - Date.parse(row.lastCheckedAt)) / 1_000)} ago`;
  return (
    <Text size="sm" c="dimmed" style={{ fontVariantNumeric: "tabular-nums" }}>
      {checked}
      {every}
      <LastWebhook />
      {live === "down" && " · live updates are interrupted; this page asks every 3 s instead"}
      {live === "paused" && " · live updates pause while this tab is hidden"}
    </Text>
  );
}

/** When StackOne last told of anything by itself, whomever it was about. */
function LastWebhook() {
  const { data } = useQuery(stackOneStateQuery);
  if (!data?.webhooks.configured) return null;
  const { lastAt } = data.webhooks;
  if (lastAt === null) return " · StackOne has told of no change yet";
  return (
    <>
      {" · StackOne last told of a change at "}
      <time dateTime={lastAt}>{shortDate(lastAt)}</time>
    </>
  );
}
