import type { QueryClient } from "@tanstack/react-query";
import { connectSessionCountsQuery, connectSessionsQuery } from "../../api/connect-session.ts";
import type { ListSearch } from "./list-search.ts";

export interface Loading {
  context: { queryClient: QueryClient };
  deps: ListSearch;
}

/** Reads the first rows and the counts. */
export async function loadAuthLinks({
  context: { queryClient },
  deps: { tab = "waiting", ...filter },
}: Loading): Promise<void> {
  await Promise.all([
    queryClient.ensureInfiniteQueryData(connectSessionsQuery({ tab, ...filter })),
    queryClient.ensureQueryData(connectSessionCountsQuery(filter)),
  ]);
}
