import type { ConnectSession } from "@connect-console/shared/connect-session";
import { whyUnconfirmed, type Outcome } from "@connect-console/shared/outcome";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { previewReissueQuery, useReissueConnectSession } from "../api/connect-session.ts";
import { createIdempotencyKeys } from "../api/idempotency.ts";
import { useMakeRefusal } from "../api/me.ts";
import { expectedOf } from "./expected-outcome.ts";

/** What is chosen for the new link, what it would do, and the making of it. `onDone` gets the new link's id. */
export function useReissue(row: ConnectSession, onDone: (id: string) => void | Promise<void>) {
  const [expiresIn, setExpiresIn] = useState(row.expiresIn);
  // what was typed to confirm a warning
  const [typed, setTyped] = useState("");
  const [keys] = useState(createIdempotencyKeys);
  const preview = useQuery(previewReissueQuery(row.id, expiresIn));
  const reissue = useReissueConnectSession(row.id);
  const outcome = preview.data;
  const refusal = useMakeRefusal(row.type, outcome);

  async function submit(): Promise<void> {
    if (!outcome || reissue.isPending) return;
    const input = { expiresIn, expected: expectedOf(outcome, typed) };
    try {
      const { connectSession } = await reissue.mutateAsync({
        input,
        idempotencyKey: keys.keyFor(input),
      });
      keys.answered(null);
      await onDone(connectSession.id);
    } catch (error) {
      keys.answered(error);
      void preview.refetch();
    }
  }

  return {
    expiresIn,
    setExpiresIn,
    typed,
    setTyped,
    preview,
    refusal,
    whyNot: refusal ?? whyNotYet(outcome, typed),
    submit,
    isPending: reissue.isPending,
    error: reissue.error,
  };
}

function whyNotYet(outcome: Outcome | undefined, typed: string): string | null {
  if (!outcome) return "First it must be clear what the link will do.";
  if (outcome.kind === "blocked") return "Blocked: read the reason above.";
  return whyUnconfirmed(outcome, typed);
}
