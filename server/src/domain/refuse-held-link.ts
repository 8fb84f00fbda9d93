import type { StaffContext } from "./context.ts";
import { DomainError } from "./domain-error.ts";
import type { CopiedAccount } from "./ports/accounts.ts";

/** `invalid_input` where a text that is kept carries the link or the token of one of these connect sessions. */
export async function refuseHeldLink(
  ctx: StaffContext,
  connectSessionIds: string[],
  field: string,
  text: string | null | undefined,
): Promise<void> {
  if (!text) return;
  for (const id of connectSessionIds) {
    const secrets = await ctx.store.connectSessions.readSecrets(id);
    const token = await ctx.store.connectSessions.readToken(id);
    const carries = [secrets?.authLink, token].some((secret) => secret && text.includes(secret));
    if (!carries) continue;
    const problem = "carries the auth link, which is a secret";
    throw new DomainError("invalid_input", `The ${field} ${problem}.`, {
      fields: { [field]: problem },
    });
  }
}

/** The same, for the connect sessions about an account and the open ones of its owner. */
export async function refuseLinksOfAccount(
  ctx: StaffContext,
  { id, ownerId }: CopiedAccount,
  field: string,
  text: string | null | undefined,
): Promise<void> {
  if (!text) return;
  const { connectSessions } = ctx.store;
  const rows = [
    ...(await connectSessions.ofAccount(id)),
    ...(await connectSessions.openOfOwners([ownerId])),
  ];
  const held = rows.filter(({ linkHeld }) => linkHeld).map((row) => row.id);
  await refuseHeldLink(ctx, held, field, text);
}
