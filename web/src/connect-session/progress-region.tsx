import { isInternalNote } from "@connect-console/shared/internal-note";
import { openProgress, type ConnectSession } from "@connect-console/shared/connect-session";
import { reachedProduction } from "@connect-console/shared/reached-production";
import { Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { providersQuery } from "../api/provider.ts";
import { CustomerSeesButton } from "../explanation/customer-sees-button.tsx";
import { explainRow } from "./explain-row.ts";
import { LastChecked } from "./last-checked.tsx";
import { problemStep } from "./problem-step.ts";
import { ProgressAnswer } from "./progress-answer.tsx";
import { ProgressProblems } from "./progress-problems.tsx";
import { ProgressTimeline } from "./progress-timeline.tsx";
import { ProgressWord } from "./progress-word.tsx";
import { progressWords } from "./progress-words.ts";
import { SnoozeButton } from "./snooze-button.tsx";
import classes from "./progress-region.module.css";

/** The region **Progress**: how it stands, what to do next, and how it came to be. */
export function ProgressRegion({ row }: { row: ConnectSession }) {
  const { sentence, next } = progressWords(row);
  const { data: providers } = useQuery(providersQuery);
  const key = row.account?.provider ?? row.provider;
  const providerName = providers?.find((each) => each.key === key)?.name ?? key ?? "your system";
  return (
    <Paper component="section" aria-label="Progress" withBorder p="lg">
      <Title order={2} size="h5" mb="sm">
        Progress
      </Title>
      <Stack gap="sm">
        <Stack gap={6} aria-live="polite">
          <ProgressWord row={row} size="lg" />
          <Text>{row.progress === "likely_connected" ? (hintOf(row) ?? sentence) : sentence}</Text>
          <ProgressProblems row={row} providerName={providerName} />
          {explainRow(row) === null && !saysEachStep(row) && (
            <Text size="sm" c="dimmed">
              {nextStep(row) ?? next}
            </Text>
          )}
        </Stack>
        <ProgressAnswer row={row} />
        <SnoozeButton row={row} />
        <CustomerSeesButton
          className={classes.help}
          providerName={providerName}
          expiresAt={row.expiresAt}
        />
        <LastChecked row={row} />
        <ProgressTimeline entries={row.timeline ?? []} />
      </Stack>
    </Paper>
  );
}

/** Whether the problems say already what to do, each for itself. */
function saysEachStep(row: ConnectSession): boolean {
  const { progress, problems } = row;
  return (
    (progress === "void" || progress === "connected_with_problem") &&
    problems.length > 0 &&
    problems.every(({ code }) => problemStep(code, row) !== undefined)
  );
}

/** What made it look connected; what colleagues tell each other says something else. */
function hintOf({ timeline }: ConnectSession): string | undefined {
  return timeline?.find((entry) => !isInternalNote(entry))?.text;
}

/** What comes before the usual next step of an open link. */
function nextStep(row: ConnectSession): string | null {
  const { progress, problems, supersededBy } = row;
  if (progress === "connected_with_problem" && reachedProduction(row))
    return "Sign in again with the customer, through a link that edits this account.";
  if (!(openProgress as readonly string[]).includes(progress)) return null;
  if (supersededBy !== null) return "It was re-issued: send the newer link.";
  const doNotSend = progress === "waiting" && problems.some(({ code }) => code === "echo_differs");
  return doNotSend ? "Void this link and make a new one." : null;
}
