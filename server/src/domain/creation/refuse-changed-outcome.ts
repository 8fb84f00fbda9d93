import type { ExpectedOutcome } from "@connect-console/shared/connect-session";
import { openLinkIn, type Outcome } from "@connect-console/shared/outcome";
import { DomainError } from "../domain-error.ts";

/** `outcome_changed` where the link would do something else than the person was shown, or where there is an open link beside it that they were not shown. */
export function refuseUnexpected(outcome: Outcome, expected: ExpectedOutcome): void {
  const { kind, account } = outcome;
  const sameAccount =
    expected.accountId === undefined || (account?.id ?? null) === expected.accountId;
  if (kind !== expected.kind || !sameAccount)
    throw new DomainError(
      "outcome_changed",
      "The link would do something else now than the page showed.",
      { outcome, hint: "Read what it will do now, and press the button again." },
    );
  const openLink = openLinkIn(outcome);
  if (expected.openLink === undefined || openLink === null || openLink === expected.openLink)
    return;
  throw new DomainError(
    "outcome_changed",
    "There is an open link by now that may lead to the same account.",
    { outcome, hint: "Look at that link first, then decide whether another one is needed." },
  );
}
