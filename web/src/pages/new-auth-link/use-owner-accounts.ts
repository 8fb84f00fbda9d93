import { useQuery } from "@tanstack/react-query";
import { accountsQuery } from "../../api/account.ts";
import { ownerQuery } from "../../api/owner.ts";

/** The accounts of the chosen owner; of an id that nobody knows none are asked for, so that StackOne is asked about it once. */
export function useOwnerAccounts(ownerId: string) {
  const owner = useQuery({ ...ownerQuery(ownerId), enabled: ownerId !== "" });
  return useQuery({ ...accountsQuery(ownerId), enabled: owner.isSuccess });
}
