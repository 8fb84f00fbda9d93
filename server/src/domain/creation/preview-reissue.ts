import type { PreviewReissue } from "@connect-console/shared/connect-session";
import type { Outcome } from "@connect-console/shared/outcome";
import { findConnectSession } from "../connect-session/change.ts";
import type { StaffContext } from "../context.ts";
import { inputOf } from "./new-row.ts";
import { predictOutcome } from "../outcome/outcome.ts";
import { readOutcomeFacts } from "../outcome/read-facts.ts";
import { refuseReissued } from "./refuse-reissued.ts";

/** What the link that replaces this one would do today; nothing is created. `conflict` where it was re-issued already. */
export async function previewReissue(
  ctx: StaffContext,
  id: string,
  { expiresIn }: PreviewReissue,
): Promise<Outcome> {
  const row = await findConnectSession(ctx.store, id);
  refuseReissued(id, await ctx.store.connectSessions.lineage(row.lineageId));
  const facts = await readOutcomeFacts(ctx, inputOf(row, expiresIn), {
    share: true,
    reissued: id,
  });
  return predictOutcome(facts, ctx.stackone);
}
