import { handOverCode } from "@connect-console/shared/internal-note";
import type { AccountDetail } from "@connect-console/shared/connect-session";
import type { HandOver } from "@connect-console/shared/hand-over";
import { accountEntry, findAccount, typeOfAccount } from "./account-entry.ts";
import { auditEntry } from "../audit-entry.ts";
import type { StaffContext } from "../context.ts";
import { requirePermission } from "../permissions.ts";
import { planHandOver, readHandOver } from "../staff/assignment.ts";
import { accountDetailToApi } from "./read.ts";
import { refuseSecrets } from "../find/refuse-secrets.ts";
import { accountFacts, notifyAssigned } from "../notification/notify.ts";

/** Gives an account to a colleague, or takes it; and names the ticket that it belongs to. */
export async function handOverAccount(
  ctx: StaffContext,
  id: string,
  input: HandOver,
): Promise<AccountDetail> {
  const target = { kind: "account", id };
  const account = await findAccount(ctx, id);
  const type = typeOfAccount(account);
  await requirePermission(ctx, "account.hand_over", target, { type });
  const { ticket, note } = input;
  await refuseSecrets(ctx, { ticket, note });
  const handing = await readHandOver(ctx, input, type);
  const notified = await ctx.store.transaction(async (tx) => {
    const before = (await tx.accounts.assignments([id])).get(id) ?? {
      assignee: null,
      ticket: null,
    };
    const { assignment, fields, text } = planHandOver(ctx, before, handing);
    if (fields.length === 0) return [];
    await tx.accounts.assign(id, assignment);
    await tx.accounts.addEntry(id, accountEntry(ctx, { code: handOverCode, text }));
    const action = "account.hand_over";
    await tx.audit.append(auditEntry(ctx, { action, target, outcome: "done", fields }));
    return notifyAssigned(ctx, tx, {
      facts: accountFacts(account),
      fields,
      assignee: assignment.assignee,
      note: input.note,
      connectSessionId: null,
      accountId: id,
    });
  });
  ctx.notify.changed(notified);
  return accountDetailToApi(ctx, account);
}
