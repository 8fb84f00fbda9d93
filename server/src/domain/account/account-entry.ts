import type { AccountEntry } from "@connect-console/shared/account";
import type { AccountType } from "@connect-console/shared/connect-session";
import { actorReference } from "../audit-entry.ts";
import type { Context, StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { isoTime } from "../iso-time.ts";
import type { CopiedAccount } from "../ports/accounts.ts";

/** The account as it is known, gone or not; `not_found`. Whoever acts on one has its page open, which read it. */
export async function findAccount({ store }: StaffContext, id: string): Promise<CopiedAccount> {
  const [account] = await store.accounts.known([id]);
  if (!account) throw new DomainError("not_found", "There is no account with this id.");
  return account;
}

/** An account whose type is not known may be a production one. */
export function typeOfAccount({ type }: { type: string | null }): AccountType {
  return type === "test" ? "test" : "production";
}

/** One line about an account that staff write down. */
export function accountEntry(
  ctx: Pick<Context, "actor" | "clock" | "ids">,
  { code, text }: Pick<AccountEntry, "code" | "text">,
): AccountEntry {
  const by = actorReference(ctx.actor);
  return { id: ctx.ids.next(), at: isoTime(ctx.clock.now()), code, text, by };
}
