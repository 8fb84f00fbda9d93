import { deletionCode } from "@connect-console/shared/internal-note";
import { accountEntry } from "./account-entry.ts";
import { auditEntry } from "../audit-entry.ts";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { AccountDeletion } from "../ports/account-deletions.ts";
import { StackOneError } from "../ports/stackone.ts";
import { toDomainError } from "../stackone-error.ts";

const checkAgain =
  "Look again: the account's page asks StackOne anew. To delete it once more does no harm, for what is gone stays gone.";

/** Writes down that a deletion failed, or that nobody knows, and gives the error to throw. */
export async function failDeletion(
  ctx: StaffContext,
  intent: AccountDeletion,
  failure: unknown,
): Promise<DomainError> {
  const domainError = toDomainError(failure);
  const { code, message, detail } =
    domainError instanceof DomainError
      ? domainError
      : new DomainError("internal", "The console failed while it asked StackOne.");
  const state = stateAfter(failure);
  const text =
    state === "unknown" ? `Whether StackOne deleted the account is not known: ${message}` : message;
  const { accountId: id } = intent;
  try {
    await ctx.store.transaction(async (tx) => {
      await tx.accountDeletions.finish({ ...intent, state, message: text });
      const entry = state === "failed" ? `Not deleted: ${text}` : text;
      await tx.accounts.addEntry(id, accountEntry(ctx, { code: deletionCode, text: entry }));
      const facts = { action: "account.delete", target: { kind: "account", id } } as const;
      const fields = state === "unknown" ? ["not_known"] : [];
      await tx.audit.append(auditEntry(ctx, { ...facts, outcome: "failed", fields }));
    });
  } catch (unwritten) {
    // it stays `asked`; the next start makes it `unknown`
    const reason = unwritten instanceof Error ? unwritten.message : "unknown";
    ctx.log.error(
      { requestId: ctx.requestId, accountId: id, reason },
      "the failure of a deletion could not be written down",
    );
  }
  return new DomainError(code, text, {
    ...detail,
    deletion: state,
    ...(state === "unknown" && { hint: checkAgain }),
  });
}

/** Failed for certain only where StackOne said so, or was never reached. */
function stateAfter(failure: unknown): "failed" | "unknown" {
  if (!(failure instanceof StackOneError)) return "unknown";
  return failure.failure === "unavailable" || failure.mayHaveActed ? "unknown" : "failed";
}
