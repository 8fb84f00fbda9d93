import type { OwnerDetail } from "@connect-console/shared/owner";
import type { StaffContext } from "../context.ts";
import { DomainError } from "../domain-error.ts";
import { findNearEqualOwners } from "./find-similar.ts";
import { findOwner } from "./find-owner.ts";

/** One owner, with those whom it could be taken for; an id that only StackOne knows is adopted, an unknown one is `not_found`. */
export async function readOwner(ctx: StaffContext, id: string): Promise<OwnerDetail> {
  const owner = await findOwner(ctx, id);
  if (!owner)
    throw new DomainError(
      "not_found",
      "There is no owner with this id, neither here nor in StackOne.",
    );
  return { ...owner, nearEqual: await findNearEqualOwners(ctx, owner) };
}
