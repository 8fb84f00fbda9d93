import { useQuery } from "@tanstack/react-query";
import { accountsQuery } from "../../api/account.ts";
import { ApiProblem } from "../../api/api-problem.ts";
import { ownerQuery } from "../../api/owner.ts";

/**
 * The accounts of the chosen owner; of an id that nobody knows none are asked for, so that StackOne is asked about it once. `state` says whether
 * `data` can be spoken of yet: an owner that nobody knows has no account.
 */
export function useOwnerAccounts(ownerId: string) {
  const owner = useQuery({ ...ownerQuery(ownerId), enabled: ownerId !== "" });
  const accounts = useQuery({ ...accountsQuery(ownerId), enabled: owner.isSuccess });
  const isUnknown = owner.error instanceof ApiProblem && owner.error.code === "not_found";
  const isRead = accounts.data !== undefined || isUnknown;
  const state: "success" | "error" | "pending" = isRead
    ? "success"
    : owner.isError || accounts.isError
      ? "error"
      : "pending";
  return { data: accounts.data, state };
}
