import type { AuditAction } from "@connect-console/shared/audit";
import { AccountType } from "@connect-console/shared/connect-session";
import type { Outcome } from "@connect-console/shared/outcome";
import {
  type ActedOn,
  isTestOnly,
  type Person,
  whyNot,
  whyNotMake,
  whyNotAccept,
} from "@connect-console/shared/permitted";
import { Permission } from "@connect-console/shared/staff";
import type { Role } from "@connect-console/shared/staff";
import { auditRefused } from "./audited-refusal.ts";
import type { Context, StaffContext } from "./context.ts";
import type { ConnectSessionRow } from "./ports/connect-sessions.ts";
import { DomainError } from "./domain-error.ts";

const reads = ["connect_session.read", "audit.read"] as const satisfies Permission[];
const followUp = [
  "connect_session.reveal",
  "connect_session.reissue",
  "connect_session.void",
  "connect_session.confirm",
  "connect_session.accept",
  "connect_session.note",
  "connect_session.hand_over",
  "connect_session.snooze",
  "connect_session.export",
  "account.note",
  "account.hand_over",
] as const satisfies Permission[];
/** beyond what is one's own, and beyond what works */
const ofEverybody = [
  "connect_session.act_on_any",
  "account.repair",
] as const satisfies Permission[];
const forCustomers = [
  ...reads,
  "connect_session.create_production",
  ...followUp,
  "owner.add",
  "owner.export",
] as const satisfies Permission[];

/** Who may do what; how far a permission reaches (one's own, test links only) is `whyNot` in shared/src/permitted.ts. */
const table: Record<Role, readonly Permission[]> = {
  viewer: reads,
  customer_success: forCustomers,
  support: [...forCustomers, ...ofEverybody],
  qa: [...reads, "connect_session.create_test", ...followUp, ...ofEverybody, "account.delete_test"],
  admin: Permission.options,
};

/** What each permission lets a person change, as the audit names it; reads are open to everybody with a role, and `ofEverybody` only widens others. */
const actions: Record<
  Exclude<Permission, (typeof reads)[number] | (typeof ofEverybody)[number]>,
  AuditAction
> = {
  "connect_session.create_production": "connect_session.create",
  "connect_session.create_test": "connect_session.create",
  "connect_session.reveal": "connect_session.reveal",
  "connect_session.reissue": "connect_session.reissue",
  "connect_session.void": "connect_session.void",
  "connect_session.confirm": "connect_session.confirm",
  "connect_session.accept": "connect_session.accept",
  "connect_session.note": "connect_session.note",
  "connect_session.hand_over": "connect_session.hand_over",
  "connect_session.snooze": "connect_session.snooze",
  "connect_session.export": "connect_session.export",
  "account.note": "account.note",
  "account.hand_over": "account.hand_over",
  "account.delete_test": "account.delete",
  "owner.add": "owner.add",
  "owner.import": "owner.import",
  "owner.rename": "owner.rename",
  "owner.delete": "owner.delete",
  "owner.export": "owner.export",
  "audit.export": "audit.export",
  "settings.write": "settings.change",
};

/** What a role may do. */
export function permissionsOf(role: Role): Permission[] {
  return [...table[role]];
}

/** Whether who acts may touch test links and test accounts only. */
export function mayTouchTestOnly({ actor }: Context): boolean {
  return actor.kind === "staff" && isTestOnly({ permissions: table[actor.staff.role] });
}

export interface PermissionTarget {
  kind: string;
  id: string | null;
  /** what the audit calls the refused act, where the permission alone does not tell */
  action?: AuditAction;
}

/** Lets the person through or throws `not_allowed`, after the refusal was written to the audit. `on`: the row or account that it is about. */
export async function requirePermission(
  ctx: StaffContext,
  permission: keyof typeof actions,
  target: PermissionTarget,
  on?: ConnectSessionRow | { type: AccountType },
): Promise<void> {
  const why = whyNot(personOf(ctx), permission, on && "choices" in on ? actedOn(on) : on);
  if (why !== null)
    await refuse(ctx, why, { ...target, action: target.action ?? actions[permission] });
}

/** The check before anything is read: of the type asked for, else of any type (an edit takes its account's). */
export async function requireCreation(
  ctx: StaffContext,
  type: AccountType | undefined,
  target: CreationTarget,
): Promise<void> {
  const person = personOf(ctx);
  const types = type ? [type] : AccountType.options;
  const reasons = types.map((each) => whyNotMake(person, each));
  const [why = null] = reasons.includes(null) ? [] : reasons;
  if (why !== null) await refuse(ctx, why, target);
}

/** The check once it is known what the link does: its account's type counts, and whether it repairs one. */
export async function requireOutcome(
  ctx: StaffContext,
  type: AccountType,
  outcome: Outcome,
  target: CreationTarget,
): Promise<void> {
  const why = whyNotMake(personOf(ctx), type, outcome);
  if (why !== null) await refuse(ctx, why, target);
}

/** The check before a difference is accepted: a role for test accounts has no say about a production one. */
export async function requireAcceptance(
  ctx: StaffContext,
  row: ConnectSessionRow,
  target: PermissionTarget,
): Promise<void> {
  const why = whyNotAccept(personOf(ctx), actedOn(row));
  if (why !== null) await refuse(ctx, why, { ...target, action: "connect_session.accept" });
}

type CreationTarget = PermissionTarget & { action: AuditAction };

/** A row as permissions see it. */
function actedOn(row: ConnectSessionRow): Required<ActedOn> & Pick<ConnectSessionRow, "account"> {
  const { choices, createdBy, assignee, account } = row;
  return { type: choices.type, createdBy, assignee, account };
}

function personOf({ actor: { staff } }: StaffContext): Person {
  return { id: staff.id, role: staff.role, permissions: table[staff.role] };
}

async function refuse(ctx: StaffContext, why: string, target: CreationTarget): Promise<never> {
  const { action } = target;
  await auditRefused(ctx, { action, target, outcome: "refused" });
  throw new DomainError("not_allowed", why, {
    hint: "Ask somebody whose role allows it, or an admin to change yours.",
  });
}
