import type { AccountFilter } from "../../api/account-list.ts";
import type { CleanUpSearch } from "./clean-up-search.ts";

/** What the server is asked for: accounts that its copy holds for tests; whether they are, StackOne says later. */
export function filterOf({
  ownerId,
  provider,
  createdBy,
  q,
}: Omit<CleanUpSearch, "account">): AccountFilter {
  return {
    type: ["test"],
    ...(ownerId && { ownerId }),
    ...(provider && { provider }),
    ...(createdBy && { createdBy }),
    ...(q !== undefined && { q }),
  };
}
