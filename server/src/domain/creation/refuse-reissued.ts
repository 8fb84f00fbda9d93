import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { DomainError } from "../domain-error.ts";

/** `conflict` where the row of this lineage is not made yet, was re-issued, or is just being re-issued by somebody else. */
export function refuseReissued(id: string, lineage: ConnectSessionRow[]): void {
  const row = lineage.find((one) => one.id === id);
  if (row?.progress === "creating")
    throw new DomainError("conflict", "This connect session is still being created.");
  if (lineage.some((one) => one.supersedes === id && one.progress === "creating"))
    throw new DomainError("conflict", "This connect session is being re-issued just now.", {
      hint: "Wait a moment, and use the link that this makes.",
    });
  if (row && row.supersededBy !== null)
    throw new DomainError("conflict", "This connect session was re-issued already.", {
      hint: "Re-issue the newest one instead.",
    });
}
