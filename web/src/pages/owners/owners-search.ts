import * as z from "zod/mini";

const OwnersSearch = z.object({ q: z.catch(z.optional(z.string()), undefined) });
export type OwnersSearch = z.infer<typeof OwnersSearch>;

/** What is sought, as it stands in the URL. */
export function ownersSearch(search: Record<string, unknown>): OwnersSearch {
  return OwnersSearch.parse(search);
}
