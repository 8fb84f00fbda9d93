import { Group, Text } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconHelpCircle,
  IconPlayerPause,
} from "@tabler/icons-react";
import { statusWords } from "./status-words.ts";

const icons = {
  nobody: IconCircleCheck,
  customer: IconAlertTriangle,
  us: IconPlayerPause,
  "not known": IconHelpCircle,
};

/** The status of an account in a word, with an icon; red where its customer must act. */
export function StatusWord({ status, size = "sm" }: { status: string; size?: "sm" | "lg" }) {
  const { word, needs } = statusWords(status);
  const Icon = icons[needs];
  return (
    <Group gap={6} wrap="nowrap" c={needs === "customer" ? "var(--needs-you)" : "inherit"}>
      <Icon size={size === "lg" ? 22 : 16} aria-hidden style={{ flex: "none" }} />
      <Text span size={size} fw={600} style={{ overflowWrap: "anywhere" }}>
        {word}
      </Text>
    </Group>
  );
}
