import type { Colleagues } from "@connect-console/shared/staff";
import type { StaffContext } from "../context.ts";

/** Everybody whom the console has seen sign in, by name: to whom something can be handed. */
export async function listColleagues(ctx: StaffContext): Promise<Colleagues> {
  const items = await ctx.store.staff.list();
  return { items: items.toSorted((one, other) => one.name.localeCompare(other.name)) };
}
