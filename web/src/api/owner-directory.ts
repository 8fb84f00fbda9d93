import { ConnectSessionPage } from "@connect-console/shared/connect-session";
import {
  OwnerDetail,
  OwnerImport,
  OwnerPage,
  type OwnerRename,
} from "@connect-console/shared/owner";
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import * as z from "zod/mini";
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

interface ImportOptions {
  file: Blob;
  renames: boolean;
  dryRun: boolean;
  /** from 1; null where the file's own header says it */
  columns: { id: number; name: number; hasHeader: boolean } | null;
}

/** Reads a file of owners; on trial it changes nothing. */
export function useImportOwners() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ file, renames, dryRun, columns }: ImportOptions) => {
      const query = queryString({
        renames: String(renames),
        dryRun: String(dryRun),
        idColumn: columns?.id,
        nameColumn: columns?.name,
        header: columns ? String(columns.hasHeader) : undefined,
      });
      return request(OwnerImport, `/api/owners/import${query}`, { csv: file });
    },
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

/** Whether a link was ever created for an owner. */
export const linksOfOwnerCountQuery = (ownerId: string) =>
  queryOptions({
    queryKey: ["owner-has-links", ownerId],
    queryFn: async ({ signal }) => {
      const path = `/api/connect-sessions${queryString({ ownerId, limit: 1 })}`;
      return (await request(ConnectSessionPage, path, { signal })).items.length > 0;
    },
  });

export function useRenameOwner(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: OwnerRename) =>
      request(OwnerDetail, `/api/owners/${encodeURIComponent(id)}/rename`, { body: input }),
    onSuccess: (owner) => {
      queryClient.setQueryData(ownerDetailQuery(id).queryKey, owner);
      queryClient.removeQueries({ queryKey: ["preview"] });
      void queryClient.invalidateQueries({ queryKey: ["owner", id] });
      return queryClient.invalidateQueries({ queryKey: ["owners"] });
    },
  });
}

export function useDeleteOwner(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () =>
      request(z.unknown(), `/api/owners/${encodeURIComponent(id)}/delete`, { body: {} }),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: ["owner", id] });
      // the owner's own page is still open, and would be asked for in vain
      return queryClient.invalidateQueries({ queryKey: ["owners", "pages"] });
    },
  });
}
