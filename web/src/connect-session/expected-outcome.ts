import type { ExpectedOutcome } from "@connect-console/shared/connect-session";
import { confirmedBy, openLinkIn, type Outcome } from "@connect-console/shared/outcome";

/** The outcome that was shown, as a request names it; `typed` is what was typed to confirm a warning. */
export function expectedOf(outcome: Outcome, typed: string): ExpectedOutcome {
  const confirmed = confirmedBy(outcome, typed);
  return {
    kind: outcome.kind,
    accountId: outcome.account?.id ?? null,
    openLink: openLinkIn(outcome),
    ...(confirmed.length > 0 && { confirmed }),
  };
}
