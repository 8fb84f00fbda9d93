import type { CreateConnectSession } from "@connect-console/shared/connect-session";
import type { CreatedLink } from "./with-idempotency.ts";
import { answerOnce } from "./with-idempotency.ts";
import { auditRefusals } from "../audited-refusal.ts";
import type { StaffContext } from "../context.ts";
import { makeConnectSession } from "./create-at-stackone.ts";
import { requireCreation } from "../permissions.ts";
import { refuseSecrets } from "../find/refuse-secrets.ts";

/** Makes a connect session and hands out its auth link. `blocked` and `outcome_changed` carry the outcome; the key makes a repeat harmless. */
export async function createConnectSession(
  ctx: StaffContext,
  input: CreateConnectSession,
  idempotencyKey: string,
): Promise<CreatedLink> {
  const action = "connect_session.create";
  const target = { kind: "owner", id: input.ownerId };
  await requireCreation(ctx, input.type, { ...target, action });
  return answerOnce(ctx, { route: action, target, key: idempotencyKey, body: input }, (record) => {
    const { expected, ...choices } = input;
    return auditRefusals(ctx, { action, target, fields: Object.keys(choices) }, async () => {
      const { label, username, metadata = {} } = choices;
      const entries: Record<string, string> = Object.fromEntries(
        Object.entries(metadata).map(([key, value]) => [`metadata.${key}`, `${key} ${value}`]),
      );
      await refuseSecrets(ctx, { label, username, ...entries });
      return makeConnectSession(ctx, { action, input: choices, expected, reissued: null, record });
    });
  });
}
