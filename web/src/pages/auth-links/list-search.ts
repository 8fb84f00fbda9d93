import { ConnectSessionTab } from "@connect-console/shared/connect-session";
import * as z from "zod/mini";

const oneOrMore = z.catch(
  z.optional(
    z.pipe(
      z.transform((value) => [value].flat()),
      z.array(z.string()),
    ),
  ),
  undefined,
);

const ListSearch = z.object({
  tab: z.catch(z.optional(ConnectSessionTab), undefined),
  q: z.catch(z.optional(z.string()), undefined),
  ownerId: oneOrMore,
  provider: oneOrMore,
  progress: oneOrMore,
  type: oneOrMore,
  createdBy: oneOrMore,
  holder: oneOrMore,
});
export type ListSearch = z.infer<typeof ListSearch>;

/** Tab and filters of the list as they stand in the URL; what is not understood is left out. */
export function listSearch(search: Record<string, unknown>): ListSearch {
  return ListSearch.parse(search);
}
