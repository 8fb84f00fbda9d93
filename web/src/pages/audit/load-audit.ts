import type { QueryClient } from "@tanstack/react-query";
import { auditQuery } from "../../api/audit.ts";
import { filterOf } from "./audit-filter.ts";
import type { AuditSearch } from "./audit-search.ts";

export interface Loading {
  context: { queryClient: QueryClient };
  deps: AuditSearch;
}

/** Reads the first entries. */
export async function loadAudit({ context: { queryClient }, deps }: Loading): Promise<void> {
  await queryClient.ensureInfiniteQueryData(auditQuery(filterOf(deps)));
}
