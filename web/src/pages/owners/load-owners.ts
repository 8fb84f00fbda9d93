import type { QueryClient } from "@tanstack/react-query";
import { ownerPagesQuery } from "../../api/owner-directory.ts";
import type { OwnersSearch } from "./owners-search.ts";

export interface Loading {
  context: { queryClient: QueryClient };
  deps: OwnersSearch;
}

/** Reads the first owners. */
export async function loadOwners({ context, deps }: Loading): Promise<void> {
  await context.queryClient.ensureInfiniteQueryData(ownerPagesQuery(deps.q));
}
