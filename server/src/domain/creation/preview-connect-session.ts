import type { ConnectSessionInput } from "@connect-console/shared/connect-session";
import type { Outcome } from "@connect-console/shared/outcome";
import type { StaffContext } from "../context.ts";
import { predictOutcome } from "../outcome/outcome.ts";
import { readOutcomeFacts } from "../outcome/read-facts.ts";

/** What a link of these choices would do; nothing is created. Ids that do not exist are `invalid_input` with the field. */
export async function previewConnectSession(
  ctx: StaffContext,
  input: ConnectSessionInput,
): Promise<Outcome> {
  return predictOutcome(await readOutcomeFacts(ctx, input, { share: true }), ctx.stackone);
}
