import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Group, Text } from "@mantine/core";
import { ProgressIcon } from "./progress-icon.tsx";
import { progressWords } from "./progress-words.ts";
import { useRowByClock } from "./use-row-by-clock.ts";

const colors = {
  quiet: "inherit",
  accent: "var(--mantine-color-anchor)",
  "needs-you": "var(--needs-you)",
};

/** The state in words, with an icon. */
export function ProgressWord({
  row,
  size = "sm",
}: {
  row: Pick<ConnectSession, "progress" | "attempt" | "expiresAt"> &
    Partial<Pick<ConnectSession, "problems">>;
  size?: "sm" | "lg";
}) {
  const shown = useRowByClock(row);
  const { word, tone } = progressWords(shown);
  return (
    <Group gap={6} wrap="nowrap" c={colors[tone]}>
      <ProgressIcon progress={shown.progress} size={size === "lg" ? 22 : 16} />
      <Text span size={size} fw={600} inherit={false}>
        {word}
      </Text>
    </Group>
  );
}
