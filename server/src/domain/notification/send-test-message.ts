import type { TestMessage } from "@connect-console/shared/settings";
import { auditEntry } from "../audit-entry.ts";
import type { StaffContext } from "../context.ts";
import { afterTry } from "./deliver-message.ts";
import { DomainError } from "../domain-error.ts";
import { testMessageText } from "./message-text.ts";
import { requirePermission } from "../permissions.ts";

/** Sends a message at once, whatever waits; one that arrives lets a stopped delivery go on. `conflict` where no webhook is configured. Audited either way. */
export async function sendTestMessage(ctx: StaffContext, publicUrl: string): Promise<TestMessage> {
  const target = { kind: "webhook", id: null };
  const action = "settings.test_message";
  await requirePermission(ctx, "settings.write", { ...target, action });
  const { webhook } = ctx.notify;
  if (!webhook) {
    await ctx.store.audit.append(auditEntry(ctx, { action, target, outcome: "refused" }));
    throw new DomainError("conflict", "No incoming webhook is configured.", {
      hint: "Whoever runs the console sets NOTIFY_WEBHOOK_URL and starts it again.",
    });
  }
  const sent = await webhook.send(testMessageText(ctx.actor.staff.name, publicUrl));
  const delivered = sent.result === "delivered";
  await ctx.store.transaction(async (tx) => {
    if (delivered)
      await tx.outbox.putState(afterTry(await tx.outbox.state(), sent, ctx.clock.now()));
    const outcome = delivered ? "done" : "failed";
    await tx.audit.append(auditEntry(ctx, { action, target, outcome }));
  });
  return { delivered, problem: sent.result === "delivered" ? null : sent.problem };
}
