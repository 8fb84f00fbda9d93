import { DomainError } from "./domain-error.ts";
import type { StaffContext } from "./context.ts";
import { handOutSecrets } from "./reveal-auth-link.ts";

/** The token for the Hub inside the console, audited; `conflict` after the wipe, and where the time has passed: the Hub would show an empty list then. */
export async function connectHere(ctx: StaffContext, id: string): Promise<{ token: string }> {
  const { token } = await handOutSecrets(ctx, id, "connect_session.connect_here", (row) => {
    if (row.expiresAt === null || row.expiresAt > ctx.clock.now()) return;
    throw new DomainError("conflict", "The time of this auth link has passed.", {
      connectSessionId: id,
      hint: "Re-issue it: that makes a new link with the same choices.",
    });
  });
  return { token };
}
