import type { Outcome } from "@connect-console/shared/outcome";
import { Group, Paper, Skeleton, Stack, Text, Title } from "@mantine/core";
import { Suspense } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { TestTag } from "../../ui/test-tag.tsx";
import type { NotesProps } from "./outcome-notes.tsx";
import classes from "./new-auth-link.module.css";
import type { Preview } from "./use-preview.ts";
import { lazyPart } from "../../ui/lazy-part.ts";

const OutcomeDetails = lazyPart(() =>
  import("./outcome-details.tsx").then(
    (loaded) => loaded.OutcomeDetails,
    () => DetailsMissing,
  ),
);

interface Props extends NotesProps {
  ownerChosen: boolean;
  test: boolean;
  preview: Preview;
}

/** The outcome before the button is pressed, in one sentence and what belongs to it. */
export function WhatThisLinkWillDo({
  ownerChosen,
  test,
  preview: { outcome, error, loading, again, retry },
  ...notes
}: Props) {
  // what the fields say beside themselves is not said twice
  const marked = ownerChosen && error instanceof ApiProblem && error.detail.fields !== undefined;
  return (
    <Paper
      component="section"
      aria-label="What this link will do"
      withBorder
      p="lg"
      className={classes.outcome}
    >
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h5" c="dimmed">
          What this link will do
        </Title>
        {test && <TestTag />}
      </Group>
      <div className={classes.sentence} aria-live="polite" aria-busy={loading}>
        <Sentence
          ownerChosen={ownerChosen}
          outcome={outcome}
          failed={error !== null}
          again={again}
        />
      </div>
      {marked && <Text className={classes.quiet}>First put the marked fields right.</Text>}
      {error && ownerChosen && !marked && (
        <ErrorNotice error={error} title="It cannot be told now" onRetry={retry} />
      )}
      {/* without an outcome too, so that it is loaded by the time that the outcome comes */}
      {ownerChosen && (
        <Suspense>
          <OutcomeDetails outcome={error ? undefined : outcome} {...notes} />
        </Suspense>
      )}
    </Paper>
  );
}

function Sentence({
  ownerChosen,
  outcome,
  failed,
  again,
}: {
  ownerChosen: boolean;
  outcome: Outcome | undefined;
  failed: boolean;
  again: boolean;
}) {
  if (!ownerChosen) {
    return (
      <p className={classes.quiet}>
        Choose an owner. Then one sentence here says whether the link makes a new account, edits one
        that is there, or leaves it to the customer.
      </p>
    );
  }
  if (outcome && !failed)
    return (
      <p className={outcome.kind === "blocked" ? classes.blocked : undefined}>{outcome.sentence}</p>
    );
  if (failed) return null;
  if (again) return <p className={classes.quiet}>Asking StackOne again …</p>;
  return (
    <Stack gap={8} role="status" aria-label="Working out what the link will do">
      <Skeleton h={20} />
      <Skeleton h={20} />
      <Skeleton h={20} w="60%" />
    </Stack>
  );
}

function DetailsMissing({ outcome }: { outcome: Outcome | undefined }) {
  return outcome && <Text mt="sm">The details could not be loaded. Reload the page.</Text>;
}
