import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { nextConnectSessionQuery } from "../api/ledger.ts";

/** **Next that needs me**: the oldest of the links that this person looks after and that need attention, after the one on the screen. */
export function NextThatNeedsMe({ after }: { after?: string }) {
  const next = useQuery(nextConnectSessionQuery(after));
  const navigate = useNavigate();
  const id = next.data?.id ?? null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      rightSection={<IconArrowRight size={14} aria-hidden />}
      disabled={id === null}
      title={id === null ? whyNot(next.isError, after) : undefined}
      onClick={() => id !== null && void navigate({ to: "/connect-sessions/$id", params: { id } })}
    >
      Next that needs me
    </Button>
  );
}

function whyNot(failed: boolean, after: string | undefined): string {
  if (failed) return "The console did not say which one; it asks again by itself.";
  return after === undefined
    ? "None of your links needs attention."
    : "No other link of yours needs attention.";
}
