import type { OwnerPage, OwnerQuery } from "@connect-console/shared/owner";
import type { StaffContext } from "../context.ts";
import { refuseSecrets } from "../find/refuse-secrets.ts";

/** A page of the owners' directory. */
export async function listOwners(ctx: StaffContext, query: OwnerQuery): Promise<OwnerPage> {
  await refuseSecrets(ctx, { q: query.q });
  return ctx.store.owners.list(query);
}
