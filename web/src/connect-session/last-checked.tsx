import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { stackOneStateQuery } from "../api/stackone-state.ts";
import { useLive } from "../live/live.tsx";
import { useNow } from "../ui/now.ts";
import { clockTime, shortDate, shortDuration } from "../ui/times.ts";

/** "checked 3 s ago, every 3 s"; an age is counted only while the console is heard, else it is said since when it is not. */
export function LastChecked({ row }: { row: Checked }) {
  const now = useNow();
  const live = useLive();
  return (
    <Text size="sm" c="dimmed" style={{ fontVariantNumeric: "tabular-nums" }}>
      {live.state === "down" ? lastHeard(row) : agoOf(row, now)}
      <LastWebhook />
      {live.state === "down" &&
        ` · live updates are interrupted since ${clockTime(live.since)}; this page asks every 3 s instead`}
      {live.state === "paused" && " · live updates pause while this tab is hidden"}
    </Text>
  );
}

type Checked = Pick<ConnectSession, "lastCheckedAt" | "checkEvery">;

function agoOf({ lastCheckedAt, checkEvery }: Checked, now: number): string {
  const every = checkEvery === null ? "" : `, every ${shortDuration(checkEvery)}`;
  if (lastCheckedAt === null) return `not checked yet${every}`;
  return `checked ${shortDuration((now - Date.parse(lastCheckedAt)) / 1_000)} ago${every}`;
}

function lastHeard({ lastCheckedAt }: Checked): string {
  return lastCheckedAt === null ? "not checked yet" : `last checked at ${clockTime(lastCheckedAt)}`;
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
