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

const CleanUpSearch = z.object({
  ownerId: oneOrMore,
  provider: oneOrMore,
  q: z.catch(z.optional(SearchText), undefined),
  /** accounts that are chosen; not `id`, which is the auth link that the live stream watches */
  account: oneOrMore,
  step: z.catch(z.optional(z.enum(["review"])), undefined),
});
export type CleanUpSearch = z.infer<typeof CleanUpSearch>;

/** Filters, choice and step as they stand in the URL; what is not understood is left out. */
export function cleanUpSearch(search: Record<string, unknown>): CleanUpSearch {
  return CleanUpSearch.parse(search);
}
