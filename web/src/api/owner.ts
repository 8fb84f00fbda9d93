import { Owner, OwnerPage, OwnerPreview, type OwnerInput } from "@connect-console/shared/owner";
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { queryString, request } from "./request.ts";

/** The first owners that fit what was typed. */
export const ownersQuery = (q: string) =>
  queryOptions({
    queryKey: ["owners", q],
    queryFn: ({ signal }) =>
      request(OwnerPage, `/api/owners${queryString({ q, limit: 30 })}`, { signal }),
    placeholderData: keepPreviousData,
  });

export const ownerQuery = (id: string) =>
  queryOptions({
    queryKey: ["owner", id],
    queryFn: ({ signal }) => request(Owner, `/api/owners/${encodeURIComponent(id)}`, { signal }),
    staleTime: 60_000,
  });

/** Whom a new owner could be taken for. */
export function usePreviewOwner() {
  return useMutation({
    mutationFn: (input: OwnerInput) =>
      request(OwnerPreview, "/api/owners/preview", { body: input }),
  });
}

export function useAddOwner() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: OwnerInput) => request(Owner, "/api/owners", { body: input }),
    onSuccess: (owner) => {
      queryClient.setQueryData(ownerQuery(owner.id).queryKey, owner);
      return queryClient.invalidateQueries({ queryKey: ["owners"] });
    },
  });
}
