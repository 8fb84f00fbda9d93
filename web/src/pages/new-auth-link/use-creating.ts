import type { ConnectSessionInput } from "@connect-console/shared/connect-session";
import { openLinkIn } from "@connect-console/shared/outcome";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import { keepPreview, useCreateConnectSession } from "../../api/connect-session.ts";
import { createIdempotencyKeys } from "../../api/idempotency.ts";
import { expectedOf } from "../../connect-session/expected-outcome.ts";
import type { Preview } from "./use-preview.ts";

interface Choices {
  input: ConnectSessionInput;
  preview: Preview;
  /** what was typed to confirm a warning */
  typed: string;
}

/** The press of the button: it sends what the outcome was worked out for, and that outcome with it. `onCreated` gets the new link's id. */
export function useCreating(
  { input, preview: { outcome, upToDate }, typed }: Choices,
  onCreated: (id: string) => Promise<void>,
) {
  const [keys] = useState(createIdempotencyKeys);
  const queryClient = useQueryClient();
  const create = useCreateConnectSession();
  /** the open link that is in the way of the press */
  const [guard, setGuard] = useState<string | null>(null);

  /** `seen` is the open link that the person was shown and left as it is. */
  async function submit(seen: string | null = null): Promise<void> {
    if (!outcome || !upToDate || create.isPending) return;
    const open = openLinkIn(outcome);
    setGuard(open === seen ? null : open);
    if (open !== null && open !== seen) return;
    const wanted = { ...input, expected: expectedOf(outcome, typed) };
    try {
      const { connectSession } = await create.mutateAsync({
        input: wanted,
        idempotencyKey: keys.keyFor(wanted),
      });
      keys.answered(null);
      await onCreated(connectSession.id);
      // what was worked out before knows nothing of this link
      queryClient.removeQueries({ queryKey: ["preview"] });
    } catch (error) {
      keys.answered(error);
      const changed = error instanceof ApiProblem ? error.detail.outcome : undefined;
      if (!changed) return;
      keepPreview(queryClient, input, changed);
      if (openLinkIn(changed) !== open) setGuard(openLinkIn(changed));
    }
  }

  return {
    submit,
    guard,
    leaveGuard: () => setGuard(null),
    pending: create.isPending,
    error: create.error,
    /** the choices are others now, so that the last answer says nothing of them */
    forgetError() {
      if (create.error) create.reset();
    },
  };
}
