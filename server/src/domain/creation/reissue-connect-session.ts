import type { ReissueConnectSession } from "@connect-console/shared/connect-session";
import type { CreatedLink } from "./with-idempotency.ts";
import { answerOnce } from "./with-idempotency.ts";
import { auditRefusals } from "../audited-refusal.ts";
import { findConnectSession } from "../connect-session/change.ts";
import type { StaffContext } from "../context.ts";
import { makeConnectSession } from "./create-at-stackone.ts";
import { inputOf } from "./new-row.ts";
import { requireCreation, requirePermission } from "../permissions.ts";
import { refuseReissued } from "./refuse-reissued.ts";

/** Makes a new link of the same choices; the old row is superseded and goes on being followed. `conflict` where that happened already. */
export async function reissueConnectSession(
  ctx: StaffContext,
  id: string,
  input: ReissueConnectSession,
  idempotencyKey: string,
): Promise<CreatedLink> {
  const action = "connect_session.reissue";
  const target = { kind: "connect_session", id };
  const found = await findConnectSession(ctx.store, id);
  await requireCreation(ctx, found.choices.type, { ...target, action });
  await requirePermission(ctx, "connect_session.reissue", target, found);
  return answerOnce(
    ctx,
    { route: action, target, key: idempotencyKey, body: { id, ...input } },
    (record) => {
      const { expected, expiresIn } = input;
      return auditRefusals(ctx, { action, target, fields: Object.keys(input) }, async () => {
        const reissued = await findConnectSession(ctx.store, id);
        refuseReissued(id, await ctx.store.connectSessions.lineage(reissued.lineageId));
        return makeConnectSession(ctx, {
          action,
          input: inputOf(reissued, expiresIn),
          expected,
          reissued,
          record,
        });
      });
    },
  );
}
