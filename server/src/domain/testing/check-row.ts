import type { Attempt } from "@connect-console/shared/connect-session";
import { decideClaims } from "../progress/claims.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { findEvidence } from "../progress/evidence.ts";
import { type Claim } from "../ports/connect-sessions.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { deriveProgress, applyObservation } from "../progress/derive.ts";
import { type ProgressUpdate } from "../progress/observation.ts";

export interface CheckedRow {
  attempt?: Attempt | null | number;
  accounts?: StackOneAccount[];
  claims?: Claim[];
  skew?: number;
  /** the row's attempt can be asked for */
  attemptExpected?: boolean;
}

/** One look at one row, as the verbs put it together. A number as attempt is a refusal with that status. */
export function checkRow(
  row: ConnectSessionRow,
  at: number,
  { attempt, accounts, claims = [], skew = 0, attemptExpected = false }: CheckedRow,
): ProgressUpdate {
  const reading =
    attempt === undefined
      ? undefined
      : typeof attempt === "number"
        ? ({ readable: false, status: attempt } as const)
        : ({ readable: true, attempt } as const);
  const seen = { at, skew, attempt: reading, accounts };
  const taken = applyObservation(row, seen, at);
  const evidence = findEvidence(taken, accounts ?? [], {
    claims,
    selfUpdating: new Set(),
    readAt: at + skew,
  });
  const { attributions } = decideClaims(
    [taken],
    evidence.map((one) => ({ row: taken, evidence: one })),
    () => true,
  );
  return deriveProgress(
    row,
    { ...seen, attributions: attributions.get(row.id) ?? [], attemptExpected },
    at,
  );
}
