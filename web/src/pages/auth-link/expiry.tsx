import { Text } from "@mantine/core";
import { useNow } from "../../frame/now.ts";
import { countdown, dateWithZone } from "../../frame/times.ts";

/** When the link ends: a date with its time zone, and a countdown by the server's clock. */
export function Expiry({ expiresAt, open }: { expiresAt: string; open: boolean }) {
  const { text, over, soon } = countdown(expiresAt, useNow());
  return (
    <Text size="sm">
      {over ? "Expired" : "Expires"} <time dateTime={expiresAt}>{dateWithZone(expiresAt)}</time>
      <Text
        span
        size="sm"
        c={soon && open ? "var(--needs-you)" : "dimmed"}
        style={{ fontVariantNumeric: "tabular-nums" }}
      >
        {" "}
        · {text}
      </Text>
    </Text>
  );
}
