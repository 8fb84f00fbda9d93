import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Paper, Stack, Text, Title } from "@mantine/core";
import { explainRow } from "./explain-row.ts";
import { LastChecked } from "./last-checked.tsx";
import { ProgressAnswer } from "./progress-answer.tsx";
import { ProgressProblems } from "./progress-problems.tsx";
import { ProgressTimeline } from "./progress-timeline.tsx";
import { ProgressWord } from "./progress-word.tsx";
import { progressWords } from "./progress-words.ts";

/** The region **Progress**: how it stands, what to do next, and how it came to be. */
export function ProgressRegion({ row }: { row: ConnectSession }) {
  const { sentence, next } = progressWords(row);
  const doNotSend =
    row.progress === "waiting" && row.problems.some(({ code }) => code === "echo_differs");
  return (
    <Paper component="section" aria-label="Progress" withBorder p="lg">
      <Title order={2} size="h5" mb="sm">
        Progress
      </Title>
      <Stack gap="sm">
        <Stack gap={6} aria-live="polite">
          <ProgressWord row={row} size="lg" />
          <Text>
            {row.progress === "likely_connected" ? (row.timeline?.[0]?.text ?? sentence) : sentence}
          </Text>
          <ProgressProblems row={row} />
          {explainRow(row) === null && (
            <Text size="sm" c="dimmed">
              {doNotSend ? "Void this link and make a new one." : next}
            </Text>
          )}
        </Stack>
        <ProgressAnswer row={row} />
        <LastChecked row={row} />
        <ProgressTimeline entries={row.timeline ?? []} />
      </Stack>
    </Paper>
  );
}
