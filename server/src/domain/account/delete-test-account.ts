import { deletionCode } from "@connect-console/shared/internal-note";
import type { DeleteAccount, DeletedAccount } from "@connect-console/shared/account-deletion";
import { accountEntry } from "./account-entry.ts";
import { actorReference, auditEntry } from "../audit-entry.ts";
import { auditRefusals } from "../audited-refusal.ts";
import type { Context, StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { markGone } from "../account-sync/upsert-accounts.ts";
import { requirePermission } from "../permissions.ts";
import type { AccountDeletion } from "../ports/account-deletions.ts";
import { type StackOneAccount, StackOneError } from "../ports/stackone.ts";
import { readingStackOne, toDomainError } from "../stackone-error.ts";
import { refuseOtherUpstream } from "../stackone-project.ts";

const action = "account.delete";
/** ms; no answer of StackOne is waited for so long, and none will be written down any more */
const longestAsking = 5 * 60_000;

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

/** Intent before outcome: it is written that StackOne is about to be asked. `conflict` while another deletion of this account is under way. */
async function beginDeletion(ctx: StaffContext, accountId: string): Promise<AccountDeletion> {
  const deletion: AccountDeletion = {
    id: ctx.ids.next(),
    accountId,
    by: actorReference(ctx.actor),
    requestId: ctx.requestId,
    askedAt: ctx.clock.now(),
    state: "asked",
    message: null,
  };
  await ctx.store.transaction(async (tx) => {
    const before = await tx.accountDeletions.newestOf(accountId);
    if (before?.state === "asked") {
      if (ctx.clock.now() - before.askedAt < longestAsking) throw underWay(before);
      await tx.accountDeletions.finish({
        ...before,
        state: "unknown",
        message: "Its answer was never written down.",
      });
    }
    await tx.accountDeletions.insert(deletion);
  });
  return deletion;
}

function underWay({ by }: AccountDeletion): DomainError {
  return new DomainError("conflict", `${by.name} is deleting this account just now.`, {
    hint: "Look at its page in a moment.",
  });
}

const checkAgain =
  "Look again: the account's page asks StackOne anew. To delete it once more does no harm, for what is gone stays gone.";

/** Writes down that a deletion failed, or that nobody knows, and gives the error to throw. */
async function failDeletion(
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
      const facts = { action, target: { kind: "account", id } } as const;
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

const interrupted =
  "Whether StackOne deleted the account is not known: the console stopped before the answer was written down.";

/** At the start: deletions that a crash left without an answer are not known. They stand in the audit under who asked for them. */
export async function recoverInterruptedDeletions(ctx: Context): Promise<void> {
  for (const left of await ctx.store.accountDeletions.leftAsked()) {
    const { accountId: id, by, requestId } = left;
    await ctx.store.transaction(async (tx) => {
      await tx.accountDeletions.finish({ ...left, state: "unknown", message: interrupted });
      const entry = accountEntry(ctx, { code: deletionCode, text: interrupted });
      await tx.accounts.addEntry(id, { ...entry, by });
      const entered = auditEntry(ctx, {
        action,
        target: { kind: "account", id },
        outcome: "failed",
        fields: ["not_known"],
      });
      await tx.audit.append({ ...entered, actor: by, requestId });
    });
  }
}
