import type { OwnerInput, OwnerPreview } from "@connect-console/shared/owner";
import type { StaffContext } from "../context.ts";
import { findNearEqualOwners } from "./find-similar.ts";

/** What a person should know before they add this owner; changes nothing. */
export async function previewOwner(ctx: StaffContext, input: OwnerInput): Promise<OwnerPreview> {
  return { nearEqual: await findNearEqualOwners(ctx, input) };
}
