import { actorReference } from "../audit-entry.ts";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import type { AccountDeletion } from "../ports/account-deletions.ts";

/** ms; no answer of StackOne is waited for so long, and none will be written down any more */
const longestAsking = 5 * 60_000;

/** Intent before outcome: it is written that StackOne is about to be asked. `conflict` while another deletion of this account is under way. */
export async function beginDeletion(
  ctx: StaffContext,
  accountId: string,
): Promise<AccountDeletion> {
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
