import "@mantine/core/styles/Progress.css";
import type { ForeseenDeletion } from "@connect-console/shared/account-deletion";
import { Button, Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { deleteLabel, doneText } from "./clean-up-words.ts";
import { Confirm } from "./confirm.tsx";
import { mayBeTried } from "./run-clean-up.ts";
import type { CleanUpRun } from "./use-clean-up.ts";

/** The typed confirmation, then the progress with **Stop**, then what it came to. */
export function RunRegion({ items, run }: { items: ForeseenDeletion[]; run: CleanUpRun }) {
  const ids = items.filter(({ verdict }) => verdict === "delete").map(({ id }) => id);
  const begun = run.running || run.end !== null;
  if (!begun) return <Confirm count={ids.length} onConfirm={() => void run.start(ids)} />;
  const ended = [...run.outcomes.values()].filter(({ state }) => state !== "under_way");
  const left = ids.filter((id) => mayBeTried(run.outcomes.get(id)));
  return (
    <Paper component="section" aria-label="Progress" withBorder p="lg" mb="md">
      <Stack gap="sm">
        <Text role="status" fw={600}>
          {run.end ? endText(run) : run.stopping ? "Stopping after this one" : "Deleting"}:{" "}
          {doneText(run.outcomes.values(), ids.length)}
        </Text>
        <Progress
          aria-label="Accounts that were tried"
          value={ids.length === 0 ? 100 : (ended.length / ids.length) * 100}
        />
        {run.end?.by === "problem" && (
          <ErrorNotice error={run.end.problem} title="The clean-up stopped here" />
        )}
        <Group gap="xs">
          {run.running && (
            <Button
              variant="default"
              disabled={run.stopping}
              title={run.stopping ? "It stops after the account that is being deleted." : undefined}
              onClick={run.stop}
            >
              Stop
            </Button>
          )}
          {run.end && left.length > 0 && (
            <Button color="red" onClick={() => void run.start(left)}>
              Go on: {deleteLabel(left.length).toLowerCase()}
            </Button>
          )}
          {run.end && (
            <LinkButton to="/accounts/clean-up" search={{}} variant="default">
              Choose others
            </LinkButton>
          )}
        </Group>
        {run.running && (
          <Text size="xs" c="dimmed">
            Each is asked for once more before it is deleted. Whoever leaves this page stops it
            after the account that is being deleted.
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

function endText({ end }: CleanUpRun): string {
  return end?.by === "itself" ? "Done" : "Stopped";
}
