import type { AuditAction } from "@connect-console/shared/audit";
import type { AccountType } from "@connect-console/shared/connect-session";
import { Permission } from "@connect-console/shared/staff";
import type { Role } from "@connect-console/shared/staff";
import { auditEntry } from "./audit-entry.ts";
import type { StaffContext } from "./context.ts";
import { DomainError } from "./domain-error.ts";

const reads = ["connect_session.read", "audit.read"] as const satisfies Permission[];
const followUp = [
  "connect_session.reveal",
  "connect_session.void",
  "connect_session.confirm",
  "connect_session.accept",
  "connect_session.note",
  "connect_session.hand_over",
  "connect_session.export",
  "account.note",
  "account.hand_over",
] as const satisfies Permission[];
const forCustomers = [
  ...reads,
  "connect_session.create_production",
  ...followUp,
  "owner.add",
  "owner.export",
] as const satisfies Permission[];

const table: Record<Role, readonly Permission[]> = {
  viewer: reads,
  customer_success: forCustomers,
  support: forCustomers,
  qa: [...reads, "connect_session.create_test", ...followUp],
  admin: Permission.options,
};

/** What each permission lets a person change, as the audit names it; reads are open to everybody with a role. */
const actions: Record<Exclude<Permission, (typeof reads)[number]>, AuditAction> = {
  "connect_session.create_production": "connect_session.create",
  "connect_session.create_test": "connect_session.create",
  "connect_session.reveal": "connect_session.reveal",
  "connect_session.void": "connect_session.void",
  "connect_session.confirm": "connect_session.confirm",
  "connect_session.accept": "connect_session.accept",
  "connect_session.note": "connect_session.note",
  "connect_session.hand_over": "connect_session.hand_over",
  "connect_session.export": "connect_session.export",
  "account.note": "account.note",
  "account.hand_over": "account.hand_over",
  "owner.add": "owner.add",
  "owner.import": "owner.import",
  "owner.export": "owner.export",
  "audit.export": "audit.export",
  "settings.write": "settings.change",
};

/** What a role may do. */
export function permissionsOf(role: Role): Permission[] {
  return [...table[role]];
}

/** The permission that making a link of this type needs. */
export function createPermission(type: AccountType): keyof typeof actions {
  return `connect_session.create_${type}`;
}

export interface PermissionTarget {
  kind: string;
  id: string | null;
  /** of a connect session: who makes test links only acts on test links only */
  type?: AccountType;
  /** what the audit calls the refused act, where the permission alone does not tell */
  action?: AuditAction;
}

/** Lets the person through or throws `not_allowed`, after the refusal was written to the audit. */
export async function requirePermission(
  ctx: StaffContext,
  permission: keyof typeof actions,
  target: PermissionTarget,
): Promise<void> {
  const { role } = ctx.actor.staff;
  const permissions = table[role];
  const testOnly =
    !permissions.includes("connect_session.create_production") &&
    permissions.includes("connect_session.create_test");
  if (permissions.includes(permission) && !(testOnly && target.type === "production")) return;
  await ctx.store.audit.append(
    auditEntry(ctx, { action: target.action ?? actions[permission], target, outcome: "refused" }),
  );
  throw new DomainError("not_allowed", `The role ${role.replace("_", " ")} does not allow this.`, {
    hint: "Ask somebody whose role allows it, or an admin to change yours.",
  });
}

/** The check before anything is read: of the type asked for, else of any type (an edit takes its account's). */
export async function requireCreation(
  ctx: StaffContext,
  type: AccountType | undefined,
  target: PermissionTarget,
): Promise<void> {
  const none = !table[ctx.actor.staff.role].some((permission) =>
    permission.startsWith("connect_session.create_"),
  );
  if (type || none) await requirePermission(ctx, createPermission(type ?? "production"), target);
}
