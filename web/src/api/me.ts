import { Me, StaffMember, type Permission, type Role } from "@connect-console/shared/staff";
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import * as z from "zod/mini";
import { request } from "./request.ts";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => request(Me, "/api/me", { signal }),
  staleTime: 60_000,
});

/** The person at the page; the frame's loader has read it. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Why this person may not do it, or null where they may. */
export function useRefusal(permission: Permission): string | null {
  const { staff, permissions } = useMe();
  if (permissions.includes(permission)) return null;
  return `The role ${staff.role.replace("_", " ")} may not do this (${permission}).`;
}

/** Local sign-in only: takes another role, after which everything may look different. */
export function useSwitchRole() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (role: Role) =>
      request(z.union([Me, StaffMember, z.unknown()]), "/api/me/role", { body: { role } }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
}
