import { toConfirm, type Outcome } from "@connect-console/shared/outcome";
import { DomainError } from "../domain-error.ts";

/** `blocked` where the outcome has a warning that a person must type to confirm, and did not; `confirmed`: the codes that they did. */
export function refuseUnconfirmed(outcome: Outcome, confirmed: string[] = []): void {
  const note = toConfirm(outcome).find(({ code }) => !confirmed.includes(code));
  if (!note) return;
  throw new DomainError("blocked", `${note.message} It must be confirmed first.`, {
    outcome,
    hint: "Allow another account, choose a provider, or type the owner’s name to confirm.",
  });
}
