import type { StackOneCheckRun } from "@connect-console/shared/stackone-check";
import { Alert, Button, Group, Loader, Text } from "@mantine/core";
import { useState } from "react";
import { readCheckLink, useStackOneCheck } from "../../api/stackone-check.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";

const titles: Record<StackOneCheckRun["state"], string> = {
  running: "The check is running",
  waiting_for_person: "The check waits for you",
  done: "The check is done",
  failed: "The check failed",
  stopped: "The check was stopped",
  interrupted: "The check was interrupted",
};

/** How far the run is, and what a person is asked to do. */
export function StackOneRun({ run }: { run: StackOneCheckRun }) {
  const { step } = useStackOneCheck();
  const isBusy = run.state === "running" || run.state === "waiting_for_person";
  const isWrong = run.state === "failed" || run.leftBehind !== null;
  return (
    <Alert
      color={isWrong ? "red" : run.state === "waiting_for_person" ? "indigo" : "gray"}
      title={`${titles[run.state]}: ${run.owner.name}`}
      icon={run.state === "running" ? <Loader size="xs" aria-hidden /> : undefined}
    >
      <div role="status">
        <Text size="sm">{run.doing}</Text>
        {run.problem !== null && <Text size="sm">{run.problem}</Text>}
        {run.leftBehind !== null && <Text size="sm">{run.leftBehind}</Text>}
      </div>
      {isBusy && (
        <Group mt="xs" gap="xs">
          {run.waitsFor === "connect" && <CopyCheckLink />}
          {run.waitsFor !== null && (
            <>
              <Button
                size="compact-sm"
                loading={step.isPending}
                onClick={() => step.mutate({ step: run.waitsFor, act: "continue" })}
              >
                Continue
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => step.mutate({ step: run.waitsFor, act: "skip" })}
              >
                Skip this step
              </Button>
            </>
          )}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => step.mutate({ step: null, act: "stop" })}
          >
            Stop
          </Button>
        </Group>
      )}
      {step.error && <ErrorNotice error={step.error} title="The check didn't go on" />}
    </Alert>
  );
}

function CopyCheckLink() {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(await readCheckLink());
      setState("copied");
    } catch {
      setState("failed");
    }
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => void copy()}>
        {state === "copied" ? "Link copied" : "Copy link"}
      </Button>
      {state === "failed" && (
        <Text size="sm">The link wasn't copied. Allow the clipboard, then copy again.</Text>
      )}
    </>
  );
}
