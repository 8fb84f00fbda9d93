import type { Settings, SettingsChange } from "@connect-console/shared/settings";
import { auditEntry } from "../audit-entry.ts";
import type { StaffContext } from "../context.ts";
import { readSettings } from "./read-settings.ts";

/** Changes one's own settings; what is not named stays. Audited by the names of the kinds. */
export async function changeSettings(
  ctx: StaffContext,
  { notifications }: SettingsChange,
): Promise<Settings> {
  const { id } = ctx.actor.staff;
  const fields = Object.keys(notifications).map((kind) => `notifications.${kind}`);
  await ctx.store.transaction(async (tx) => {
    await tx.notifications.putChoices(id, notifications);
    await tx.audit.append(
      auditEntry(ctx, {
        action: "settings.change",
        target: { kind: "staff", id },
        outcome: "done",
        fields,
      }),
    );
  });
  return readSettings(ctx);
}
