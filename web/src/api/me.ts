import {
  type ActedOn,
  type Person,
  whyNot,
  whyNotAccept,
  whyNotMake,
  whyNotReissue,
} from "@connect-console/shared/permitted";
import { Me, StaffMember, type Permission, type Role } from "@connect-console/shared/staff";
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import * as z from "zod/mini";
import { authLinksKey } from "./connect-session-cache.ts";
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

function usePerson(): Person {
  const { staff, permissions } = useMe();
  return { id: staff.id, role: staff.role, permissions };
}

/** Why this person may not do it (to this row or account), or null where they may. */
export function useRefusal(permission: Permission, on?: ActedOn): string | null {
  return whyNot(usePerson(), permission, on);
}

/** Why this person may not make a link of this type, or one that does this; null where they may. */
export function useMakeRefusal(...what: Tail<typeof whyNotMake>): string | null {
  return whyNotMake(usePerson(), ...what);
}

/** Why this person may not re-issue this link, or null where they may. */
export function useReissueRefusal(row: Parameters<typeof whyNotReissue>[1]): string | null {
  return whyNotReissue(usePerson(), row);
}

/** Why this person may not accept how this link's account differs, or null where they may. */
export function useAcceptRefusal(row: Parameters<typeof whyNotAccept>[1]): string | null {
  return whyNotAccept(usePerson(), row);
}

type Tail<Rule extends (person: Person, ...what: never[]) => unknown> =
  Parameters<Rule> extends [Person, ...infer What] ? What : never;

/** Local sign-in only: takes another role, after which everything may look different. */
export function useSwitchRole() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (role: Role) =>
      request(z.union([Me, StaffMember, z.unknown()]), "/api/me/role", { body: { role } }),
    onSuccess: () => {
      // a link that one person was shown is not for the other
      queryClient.removeQueries({ queryKey: authLinksKey });
      return queryClient.invalidateQueries();
    },
  });
}
