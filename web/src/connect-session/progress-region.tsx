import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Alert, Button, Code, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useConfirmConnectSession } from "../api/connect-session.ts";
import { useRefusal } from "../api/me.ts";
import { queryString } from "../api/request.ts";
import { ErrorNotice } from "../frame/error-notice.tsx";
import { LastChecked } from "./last-checked.tsx";
import { ProgressWord } from "./progress-word.tsx";
import { progressWords } from "./progress-words.ts";
import { ProgressTimeline } from "./progress-timeline.tsx";

/** The region **Progress**: how it stands, what to do next, and how it came to be. */
export function ProgressRegion({ row }: { row: ConnectSession }) {
  const { sentence, next } = progressWords(row);
  // "Do not send this link" stands above the link itself
  const others = row.problems.filter(({ code }) => code !== "echo_differs");
  const doNotSend = row.progress === "waiting" && others.length < row.problems.length;
  return (
    <Paper component="section" aria-label="Progress" withBorder p="lg">
      <Title order={2} size="h5" mb="sm">
        Progress
      </Title>
      <Stack gap="sm">
        <Stack gap={4} aria-live="polite">
          <ProgressWord row={row} size="lg" />
          <Text>
            {row.progress === "likely_connected" ? (row.timeline?.[0]?.text ?? sentence) : sentence}
          </Text>
          <AttemptError row={row} />
          {others.map(({ code, message }) => (
            <Alert key={code} color="red" p="sm">
              {message}
            </Alert>
          ))}
          <Text size="sm" c="dimmed">
            {doNotSend ? "Void this link and make a new one." : next}
          </Text>
        </Stack>
        <Answer row={row} />
        <LastChecked row={row} />
        <ProgressTimeline entries={row.timeline ?? []} />
      </Stack>
    </Paper>
  );
}

/** The provider's code and text as they are. */
function AttemptError({ row: { attempt, progress } }: { row: ConnectSession }) {
  if (progress !== "attempt_failed" || !attempt) return null;
  if (attempt.errorCode === null && attempt.errorDescription === null) return null;
  return (
    <Alert color="red" p="sm">
      {attempt.errorCode !== null && <Code>{attempt.errorCode}</Code>} {attempt.errorDescription}
    </Alert>
  );
}

/** What only a person can know: whether the customer is done, or whether a difference is all right. */
function Answer({ row }: { row: ConnectSession }) {
  const confirm = useConfirmConnectSession(row.id);
  const refusal = useRefusal("connect_session.confirm");
  const looksConnected = row.progress === "likely_connected";
  const problematic = row.progress === "connected_with_problem";
  const acceptable = problematic && row.account?.status === "active";
  const repairable = problematic && row.account !== null && row.account.status !== "active";
  if (!looksConnected && !acceptable && !repairable) return null;
  const press = (done: boolean) => () => confirm.mutate({ done });
  const off = {
    disabled: refusal !== null,
    title: refusal ?? undefined,
    loading: confirm.isPending,
  };
  return (
    <>
      <Group gap="xs">
        {looksConnected && (
          <Button {...off} onClick={press(true)}>
            It is done
          </Button>
        )}
        {looksConnected && (
          <Button {...off} variant="default" onClick={press(false)}>
            Not yet
          </Button>
        )}
        {acceptable && (
          <Button {...off} variant="default" onClick={press(true)}>
            Accept the difference
          </Button>
        )}
        {repairable && (
          <Button
            component={Link}
            to={`/${queryString({ ownerId: row.account?.owner.id, accountId: row.account?.id })}`}
            variant="default"
          >
            Make a repair link
          </Button>
        )}
      </Group>
      {refusal !== null && !repairable && <Text size="sm">{refusal}</Text>}
      {confirm.error && <ErrorNotice error={confirm.error} title="Your answer was not kept" />}
    </>
  );
}
