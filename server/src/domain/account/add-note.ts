import { noteCode } from "@connect-console/shared/internal-note";
import type { AccountDetail } from "@connect-console/shared/connect-session";
import type { NoteInput } from "@connect-console/shared/note";
import { accountEntry, findAccount, typeOfAccount } from "./account-entry.ts";
import { auditEntry } from "../audit-entry.ts";
import type { StaffContext } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { accountDetailToApi } from "./read.ts";
import { refuseSecrets } from "../find/refuse-secrets.ts";

/** Keeps a note on an account. `invalid_input` where it carries the link or the token of a connect session. */
export async function addAccountNote(
  ctx: StaffContext,
  id: string,
  { text }: NoteInput,
): Promise<AccountDetail> {
  const target = { kind: "account", id };
  const account = await findAccount(ctx, id);
  const type = typeOfAccount(account);
  await requirePermission(ctx, "account.note", target, { type });
  await refuseSecrets(ctx, { text });
  await ctx.store.transaction(async (tx) => {
    await tx.accounts.addEntry(id, accountEntry(ctx, { code: noteCode, text }));
    const action = "account.note";
    await tx.audit.append(auditEntry(ctx, { action, target, outcome: "done", fields: ["text"] }));
  });
  return accountDetailToApi(ctx, account);
}
