import { deletionCode } from "@connect-console/shared/internal-note";
import type { DeleteAccount, DeletedAccount } from "@connect-console/shared/account-deletion";
import { accountEntry } from "./account-entry.ts";
import { actorReference, auditEntry } from "../audit-entry.ts";
import { auditRefusals } from "../audited-refusal.ts";
import { beginDeletion } from "./begin-deletion.ts";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { failDeletion } from "./fail-deletion.ts";
import { markGone } from "../account-sync/upsert-accounts.ts";
import { requirePermission } from "../permissions.ts";
import type { AccountDeletion } from "../ports/account-deletions.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { readingStackOne } from "../stackone-error.ts";
import { refuseOtherUpstream } from "../stackone-project.ts";

const action = "account.delete";

/**
 * Deletes an account at StackOne, which cannot be taken back. StackOne is asked for its type at once before; `blocked` unless it says test.
 * What was sent and not answered is `unknown` (error with `deletion`), and never sent again by itself.
 */
export async function deleteTestAccount(
  ctx: StaffContext,
  id: string,
  { amongMany = false }: DeleteAccount,
): Promise<DeletedAccount> {
  const target = { kind: "account", id };
  await requirePermission(ctx, "account.delete_test", target);
  const purpose = amongMany ? "watch" : "interactive";
  const intent = await auditRefusals(ctx, { action, target }, async () => {
    await refuseOtherUpstream(ctx);
    const account = await readingStackOne(() => ctx.stackone.readAccount(id, purpose));
    if (!account) return null;
    refuseUnlessTest(account);
    return beginDeletion(ctx, id);
  });
  if (!intent) return wasGone(ctx, id);
  let answer: "deleted" | "gone";
  try {
    answer = await ctx.stackone.deleteAccount(id, purpose);
  } catch (error) {
    throw await failDeletion(ctx, intent, error);
  }
  const result = answer === "gone" ? "already_gone" : "deleted";
  try {
    await complete(ctx, { ...intent, state: result });
  } catch (error) {
    throw await failDeletion(ctx, intent, notWrittenDown(ctx, error));
  }
  return { id, result };
}

/** A type that StackOne does not tell may be production. */
function refuseUnlessTest({ type }: StackOneAccount): void {
  if (type === "test") return;
  throw new DomainError(
    "blocked",
    type === null
      ? "StackOne does not say of which type this account is, so it is not deleted."
      : `StackOne says that this account is of type ${type}. Only accounts of type test are deleted here.`,
    { hint: "Look at its page. Whoever really means it deletes it in StackOne's dashboard." },
  );
}

/** Account, deletion, history and audit change together. */
async function complete(ctx: StaffContext, deletion: AccountDeletion): Promise<void> {
  const { accountId: id, state } = deletion;
  const isOurs = state === "deleted";
  await ctx.store.transaction(async (tx) => {
    await markGone(ctx, tx, [id], ctx.clock.now());
    await tx.accountDeletions.finish(deletion);
    const text = isOurs ? "Deleted at StackOne." : "It was gone when it was to be deleted.";
    await tx.accounts.addEntry(id, accountEntry(ctx, { code: deletionCode, text }));
    const fields = isOurs ? [] : ["already_gone"];
    const target = { kind: "account", id };
    await tx.audit.append(auditEntry(ctx, { action, target, outcome: "done", fields }));
  });
}

/** Nothing was sent, for StackOne had it no more; `not_found` where nobody ever had. */
async function wasGone(ctx: StaffContext, id: string): Promise<DeletedAccount> {
  const [known] = await ctx.store.accounts.known([id]);
  if (!known)
    throw new DomainError(
      "not_found",
      "There is no account with this id, neither here nor in StackOne.",
    );
  await ctx.store.transaction(async (tx) => {
    await markGone(ctx, tx, [id], ctx.clock.now());
    const facts = { action, target: { kind: "account", id }, outcome: "done" } as const;
    await tx.audit.append(auditEntry(ctx, { ...facts, fields: ["already_gone"] }));
  });
  return { id, result: "already_gone" };
}

function notWrittenDown(ctx: StaffContext, error: unknown): DomainError {
  const reason = error instanceof Error ? error.message : "unknown";
  const by = actorReference(ctx.actor).id;
  ctx.log.error({ requestId: ctx.requestId, by, reason }, "a deletion could not be written down");
  return new DomainError(
    "internal",
    "StackOne answered, but the console could not write that down.",
  );
}
