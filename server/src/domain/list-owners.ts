import type { OwnerPage, OwnerQuery } from "@connect-console/shared/owner";
import type { StaffContext } from "./context.ts";

/** A page of the owners' directory. */
export async function listOwners(ctx: StaffContext, query: OwnerQuery): Promise<OwnerPage> {
  return ctx.store.owners.list(query);
}
