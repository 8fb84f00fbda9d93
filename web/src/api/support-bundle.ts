import { SupportBundle } from "@connect-console/shared/support-bundle";
import { queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";

/** What helps somebody outside with a link, without secrets; `version` is the row's, so that a change is read anew. */
export const supportBundleQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ["support-bundle", id, version],
    queryFn: ({ signal }) =>
      request(SupportBundle, `/api/connect-sessions/${encodeURIComponent(id)}/support`, {
        signal,
      }),
    // a check or a reveal adds an act without a new version
    staleTime: 0,
  });
