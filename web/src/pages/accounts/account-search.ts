import { SearchText } from "@connect-console/shared/text";
import * as z from "zod/mini";

const oneOrMore = z.catch(
  z.optional(
    z.pipe(
      z.transform((value) => [value].flat().filter((item) => item !== "")),
      z.array(z.string()).check(z.minLength(1)),
    ),
  ),
  undefined,
);

const AccountSearch = z.object({
  tab: z.catch(z.optional(z.enum(["customer", "us", "all"])), undefined),
  status: oneOrMore,
  ownerId: oneOrMore,
  provider: oneOrMore,
  connectorProfileId: oneOrMore,
  type: oneOrMore,
  assignee: oneOrMore,
  q: z.catch(z.optional(SearchText), undefined),
});
export type AccountSearch = z.infer<typeof AccountSearch>;

/** Tab and filters as they stand in the URL; what is not understood is left out. */
export function accountSearch(search: Record<string, unknown>): AccountSearch {
  return AccountSearch.parse(search);
}
