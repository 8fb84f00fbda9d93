import type { Outcome } from "@connect-console/shared/outcome";
import { Alert, Stack, Text } from "@mantine/core";
import { AccountCard } from "../account/account-card.tsx";

interface Props {
  /** what the old link was to do */
  before: Outcome;
  outcome: Outcome | undefined;
  /** the console is asked once more, because no answer came */
  again: boolean;
  failed: boolean;
}

/** What the new link will do, before the press; where that is not what the old one was to do, both. */
export function ReissueOutcome({ before, outcome, again, failed }: Props) {
  return (
    <Stack gap="xs" component="section" aria-label="What the new link will do">
      <Text fw={600} mih={44} aria-live="polite" style={{ overflowWrap: "anywhere" }}>
        {outcome?.sentence ?? waitingText(again, failed)}
      </Text>
      {outcome && outcome.sentence !== before.sentence && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          Not what the old link was to do: “{before.sentence}”
        </Text>
      )}
      {outcome?.account && <AccountCard account={outcome.account} />}
      {outcome?.reasons.map(({ code, message }) => (
        <Alert key={`${code} ${message}`} color="red" p="sm">
          {message}
        </Alert>
      ))}
      {outcome?.warnings.map(({ code, message }) => (
        <Alert key={`${code} ${message}`} color="gray" p="sm">
          {message}
        </Alert>
      ))}
    </Stack>
  );
}

function waitingText(again: boolean, failed: boolean): string {
  if (failed) return "";
  return again ? "Asking StackOne again …" : "Working out what the link will do …";
}
