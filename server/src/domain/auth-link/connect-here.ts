import type { ConnectHere } from "@connect-console/shared/connect-session";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { DomainError } from "../domain-error.ts";
import type { StaffContext } from "../context.ts";
import { inputOf } from "../creation/new-row.ts";
import { predictOutcome } from "../outcome/outcome.ts";
import { readOutcomeFacts } from "../outcome/read-facts.ts";
import { refuseUnconfirmed } from "../outcome/refuse-unconfirmed.ts";
import { handOutSecrets, refuseEnded } from "./reveal.ts";

/**
 * The token for the Hub inside the console, audited; `conflict` after the wipe, and where the time has passed: the Hub would show an empty list then.
 * `blocked` where a test link would by now edit an account of another type, or may and nobody confirmed it.
 */
export async function connectHere(
  ctx: StaffContext,
  id: string,
  { confirmed }: ConnectHere = {},
): Promise<{ token: string }> {
  const { token } = await handOutSecrets(ctx, id, "connect_session.connect_here", async (row) => {
    refuseEnded(row, ctx.clock.now());
    await refuseOtherType(ctx, row, confirmed);
  });
  return { token };
}

/** What a test link does may have changed since it was created; one for a named account, or for another one, reaches no other. */
async function refuseOtherType(
  ctx: StaffContext,
  row: ConnectSessionRow,
  confirmed: string[] | undefined,
): Promise<void> {
  if (row.choices.type !== "test" || row.choices.accountId !== null || row.choices.multiple) return;
  const facts = await readOutcomeFacts(ctx, inputOf(row), { share: true, reissued: row.id });
  const outcome = predictOutcome(facts, ctx.stackone);
  const differs = outcome.reasons.find(({ code }) => code === "type_differs");
  if (differs)
    throw new DomainError("blocked", differs.message, {
      outcome,
      connectSessionId: row.id,
      hint: "Make a new test link with “Allow another account”.",
    });
  refuseUnconfirmed(outcome, confirmed);
}
