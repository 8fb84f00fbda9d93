import * as z from "zod/mini";
import { soughtText, texts } from "../../list/address.ts";

const CleanUpSearch = z.object({
  ownerId: texts,
  provider: texts,
  /** whose links the accounts came from */
  createdBy: texts,
  q: soughtText,
  /** accounts that are chosen; not `id`, which is the auth link that the live stream watches */
  account: texts,
  step: z.catch(z.optional(z.enum(["review"])), undefined),
});
export type CleanUpSearch = z.infer<typeof CleanUpSearch>;

/** Filters, choice and step as they stand in the URL; what is not understood is left out. */
export function cleanUpSearch(search: Record<string, unknown>): CleanUpSearch {
  return CleanUpSearch.parse(search);
}
