import { deletionCode } from "@connect-console/shared/internal-note";
import { accountEntry } from "./account-entry.ts";
import { auditEntry } from "../audit-entry.ts";
import type { Context } from "../context.ts";

const message =
  "Whether StackOne deleted the account is not known: the console stopped before the answer was written down.";

/** At the start: deletions that a crash left without an answer are not known. They stand in the audit under who asked for them. */
export async function recoverInterruptedDeletions(ctx: Context): Promise<void> {
  for (const left of await ctx.store.accountDeletions.leftAsked()) {
    const { accountId: id, by, requestId } = left;
    await ctx.store.transaction(async (tx) => {
      await tx.accountDeletions.finish({ ...left, state: "unknown", message });
      const entry = accountEntry(ctx, { code: deletionCode, text: message });
      await tx.accounts.addEntry(id, { ...entry, by });
      const entered = auditEntry(ctx, {
        action: "account.delete",
        target: { kind: "account", id },
        outcome: "failed",
        fields: ["not_known"],
      });
      await tx.audit.append({ ...entered, actor: by, requestId });
    });
  }
}
