import type { Role, StaffMember } from "@connect-console/shared/staff";
import { type AuditFacts, auditEntry } from "../audit-entry.ts";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";

/** What keeps a person's role; only local sign-in lets it be switched. */
interface RoleKeeper {
  switchRole?(staff: StaffMember, role: Role): Promise<StaffMember>;
}

/** Takes another role, audited under the former one. `not_allowed` where the role comes from elsewhere. */
export async function switchRole(
  ctx: StaffContext,
  role: Role,
  keeper: RoleKeeper,
): Promise<StaffMember> {
  const { staff } = ctx.actor;
  const audit = (outcome: AuditFacts["outcome"]): Promise<void> =>
    ctx.store.audit.append(
      auditEntry(ctx, {
        action: "staff.switch_role",
        target: { kind: "staff", id: staff.id },
        outcome,
        fields: ["role"],
      }),
    );
  if (!keeper.switchRole) {
    await audit("refused");
    throw new DomainError("not_allowed", "Only with local sign-in can the role be switched here.");
  }
  await audit("done");
  return keeper.switchRole(staff, role);
}
