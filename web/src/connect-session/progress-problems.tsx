import type { ConnectSession } from "@connect-console/shared/connect-session";
import { Alert, Code, Text } from "@mantine/core";
import { shortDate } from "../ui/times.ts";
import { explainRow } from "./explain-row.ts";
import { ExplanationText } from "../explanation/explanation-text.tsx";
import { problemStep } from "./problem-step.ts";

/** What is wrong, as StackOne and the provider say it, with what it means and what to do. */
export function ProgressProblems({
  row,
  providerName,
}: {
  row: ConnectSession;
  providerName: string;
}) {
  const explanation = explainRow(row);
  // "Do not send this link" stands above the link itself
  const problems = row.problems.filter(({ code }) => code !== "echo_differs");
  if (row.progress === "connected") return <Accepted row={row} />;
  return (
    <>
      <AttemptError row={row} known={explanation !== null} />
      {problems.map(({ code, message }) => (
        <Alert key={code} color="red" p="sm">
          {message}
          {problemStep(code, row) !== undefined && <Text size="sm">{problemStep(code, row)}</Text>}
        </Alert>
      ))}
      {explanation && <ExplanationText explanation={explanation} providerName={providerName} />}
    </>
  );
}

/** The provider's code and text as they are; where nobody knows the code, that is said. */
function AttemptError({
  row: { attempt, progress },
  known,
}: {
  row: ConnectSession;
  known: boolean;
}) {
  if (progress !== "attempt_failed" || !attempt) return null;
  if (attempt.errorCode === null && attempt.errorDescription === null) return null;
  return (
    <Alert color="red" p="sm" style={{ overflowWrap: "anywhere" }}>
      {attempt.errorCode !== null && <Code>{attempt.errorCode}</Code>} {attempt.errorDescription}
      {!known && (
        <Text size="sm" mt={4}>
          The console does not know this error; it stands here as the provider sent it. Ask the
          customer to try once more, then send StackOne the bundle for support.
        </Text>
      )}
    </Alert>
  );
}

/** What a person took as it is, and who that was. */
function Accepted({ row: { problems, timeline } }: { row: ConnectSession }) {
  if (problems.length === 0) return null;
  const entry = timeline?.find(({ code }) => code === "accepted");
  return (
    <Alert color="gray" p="sm" title="Accepted as it is">
      {problems.map(({ code, message }) => (
        <Text key={code} size="sm">
          {message}
        </Text>
      ))}
      {entry?.by && (
        <Text size="xs" c="dimmed">
          {entry.by.name}, {shortDate(entry.at)}
        </Text>
      )}
    </Alert>
  );
}
