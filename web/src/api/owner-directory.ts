import { ConnectSessionPage } from "@connect-console/shared/connect-session";
import { OwnerDetail, OwnerImport, OwnerPage } from "@connect-console/shared/owner";
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { connectSessionListsKey } from "./connect-session-cache.ts";
import { queryString, request } from "./request.ts";

/** The directory page by page; under "owners", so that whatever adds one reads it anew. */
export const ownerPagesQuery = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["owners", "pages", q ?? ""],
    queryFn: ({ pageParam, signal }) =>
      request(OwnerPage, `/api/owners${queryString({ q, cursor: pageParam ?? undefined })}`, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

/** An owner with those whom it could be taken for. */
export const ownerDetailQuery = (id: string) =>
  queryOptions({
    queryKey: ["owners", "detail", id],
    queryFn: ({ signal }) =>
      request(OwnerDetail, `/api/owners/${encodeURIComponent(id)}`, { signal }),
  });

/** Where the browser fetches all owners as CSV. */
export const ownersCsvPath = "/api/owners.csv";

interface Wishes {
  file: Blob;
  renames: boolean;
  dryRun: boolean;
}

/** Reads a file of owners; on trial it changes nothing. */
export function useImportOwners() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ file, renames, dryRun }: Wishes) =>
      request(
        OwnerImport,
        `/api/owners/import${queryString({ renames: String(renames), dryRun: String(dryRun) })}`,
        { csv: file },
      ),
    onSuccess: (_, { dryRun }) => {
      if (dryRun) return;
      void queryClient.invalidateQueries({ queryKey: ["owner"] });
      return queryClient.invalidateQueries({ queryKey: ["owners"] });
    },
  });
}

/** All auth links of one owner, newest first, kept up to date by the stream as every list is. */
export const linksOfOwnerQuery = (ownerId: string) =>
  infiniteQueryOptions({
    queryKey: [...connectSessionListsKey, "of owner", ownerId],
    queryFn: ({ pageParam, signal }) =>
      request(
        ConnectSessionPage,
        `/api/connect-sessions${queryString({ ownerId, limit: 20, cursor: pageParam ?? undefined })}`,
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
