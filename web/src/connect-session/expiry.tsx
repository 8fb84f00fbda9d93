import { Text } from "@mantine/core";
import { useNow } from "../ui/now.ts";
import { countdown, dateWithZone } from "../ui/times.ts";

interface Props {
  expiresAt: string;
  /** whether its end calls for somebody: it is still open, and was not made to end soon anyway */
  urgent: boolean;
}

/** When the link ends: a date with its time zone, and a countdown by the server's clock. */
export function Expiry({ expiresAt, urgent }: Props) {
  const { text, over, soon } = countdown(expiresAt, useNow());
  return (
    <Text size="sm">
      {over ? "Expired" : "Expires"} <time dateTime={expiresAt}>{dateWithZone(expiresAt)}</time>{" "}
      <Text
        span
        size="sm"
        c={soon && urgent ? "var(--needs-you)" : "dimmed"}
        style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}
      >
        · {text}
      </Text>
    </Text>
  );
}
