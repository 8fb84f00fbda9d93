import { AuditActors, type AuditExport, AuditPage } from "@connect-console/shared/audit";
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { queryString, request, requestFile } from "./request.ts";
import { saveFile } from "./save-file.ts";

/** What can be chosen on the page *Audit log*. */
export type AuditFilter = AuditExport;

const auditKey = ["audit"] as const;

/** The entries that fit, newest first. */
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: [...auditKey, "list", filter],
    queryFn: ({ pageParam, signal }) =>
      request(
        AuditPage,
        `/api/audit${queryString({ ...filter, cursor: pageParam ?? undefined })}`,
        {
          signal,
        },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

/** Everybody who stands in the audit log. */
export const auditActorsQuery = queryOptions({
  queryKey: [...auditKey, "actors"],
  queryFn: async ({ signal }) =>
    (await request(AuditActors, "/api/audit/actors", { signal })).items,
  staleTime: 60_000,
});

/** Reads all entries that fit as a file and hands it to the browser to save; that is an entry itself. */
export function useExportAudit() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (filter: AuditFilter) =>
      saveFile(
        await requestFile(`/api/audit/export.csv${queryString({ ...filter })}`),
        "audit-log",
        "csv",
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: auditKey }),
  });
}
