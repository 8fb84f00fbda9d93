import { whyUnconfirmed } from "@connect-console/shared/outcome";
import { Anchor, Button, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import { useMakeRefusal } from "../../api/me.ts";
import { creationFailure } from "../../connect-session/creation-failure.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import classes from "./new-auth-link.module.css";
import type { Preview } from "./use-preview.ts";

interface Props {
  ownerChosen: boolean;
  type: string;
  preview: Preview;
  /** what was typed to confirm a warning */
  typed: string;
  pending: boolean;
  error: Error | null;
}

/** The one primary button, and why it cannot be pressed where that is so. */
export function CreateButton({
  ownerChosen,
  type,
  preview: { outcome, upToDate, error: previewError },
  typed,
  pending,
  error,
}: Props) {
  const whyId = useId();
  const refusal = useMakeRefusal(type === "test" ? "test" : "production", outcome);
  const why = whyNot();

  function whyNot(): string | null {
    if (refusal !== null) return refusal;
    if (!ownerChosen) return "Choose an owner first.";
    if (previewError) return "First it must be clear what the link will do.";
    if (!outcome || !upToDate) return "Working out what the link will do …";
    if (outcome.kind === "blocked")
      return "It is blocked: the reasons stand under “What this link will do”.";
    return whyUnconfirmed(outcome, typed);
  }

  return (
    <>
      {error && (
        <div ref={bringIntoSight} className={classes.error}>
          <CreateError error={error} />
        </div>
      )}
      <div className={classes.press}>
        <p className={classes.stickyLine} aria-hidden>
          {why ?? outcome?.sentence}
        </p>
        <Button
          type="submit"
          size="md"
          disabled={why !== null}
          loading={pending}
          aria-describedby={whyId}
        >
          Create auth link
        </Button>
        <p id={whyId} className={classes.why}>
          {why}
        </p>
      </div>
    </>
  );
}

function bringIntoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}

function CreateError({ error }: { error: Error }) {
  const detail = error instanceof ApiProblem ? error.detail : {};
  const { title, sentence } = creationFailure(error);
  return (
    <ErrorNotice error={error} title={title}>
      {sentence !== null && <Text size="sm">{sentence}</Text>}
      {detail.connectSessionId !== undefined && (
        <Text size="sm">
          <Anchor
            component={Link}
            to={`/connect-sessions/${encodeURIComponent(detail.connectSessionId)}`}
            inherit
            c="inherit"
            underline="always"
          >
            See what is known of it
          </Anchor>
        </Text>
      )}
    </ErrorNotice>
  );
}
