import { Alert, Button, Code, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { ApiProblem } from "../api/api-problem.ts";
import { NextStep } from "./next-step.tsx";

interface Props {
  error: unknown;
  /** what the person wanted, e.g. "The link was not created" */
  title?: string;
  onRetry?: () => void;
  children?: ReactNode;
}

/** The one way in which the page shows an error: what happened, what to do next, and the request id. */
export function ErrorNotice({ error, title = "That did not work", onRetry, children }: Props) {
  const problem = error instanceof ApiProblem ? error : null;
  const message = problem?.message ?? "The page came upon something it cannot handle.";
  const requestId = problem?.detail.requestId;
  return (
    <Alert role="alert" color="red" title={title} icon={<IconAlertTriangle aria-hidden />}>
      <Text size="sm">{message}</Text>
      <Text size="sm">{problem ? <NextStep problem={problem} /> : "Reload the page."}</Text>
      {children}
      {(requestId || onRetry) && (
        <Group mt="xs" gap="sm">
          {onRetry && (
            <Button size="compact-sm" variant="default" onClick={onRetry}>
              Try again
            </Button>
          )}
          {requestId && (
            <Text size="xs">
              Request <Code>{requestId}</Code>
            </Text>
          )}
        </Group>
      )}
    </Alert>
  );
}
