import type { StaffMember } from "@connect-console/shared/staff";
import { auditEntry } from "../audit-entry.ts";
import type { Ports, StaffContext } from "../context.ts";

/** Writes down that somebody signed in, and remembers them for hand-overs; nobody is let in where that fails. */
export async function admitStaffMember(ctx: StaffContext): Promise<void> {
  const { staff } = ctx.actor;
  const target = { kind: "staff", id: staff.id };
  await ctx.store.transaction(async (tx) => {
    await tx.staff.put(staff);
    await tx.audit.append(auditEntry(ctx, { action: "sign_in", target, outcome: "done" }));
  });
}

/** Remembers those who are there without signing in (local sign-in), so that something can be handed to them. */
export async function recordStaff(
  { store }: Pick<Ports, "store">,
  people: readonly StaffMember[],
): Promise<void> {
  for (const person of people) await store.staff.put(person);
}
