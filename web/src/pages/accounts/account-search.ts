import * as z from "zod/mini";
import { soughtText, texts } from "../../list/address.ts";

const AccountSearch = z.object({
  tab: z.catch(z.optional(z.enum(["customer", "us", "all"])), undefined),
  status: texts,
  ownerId: texts,
  provider: texts,
  connectorProfileId: texts,
  type: texts,
  assignee: texts,
  q: soughtText,
});
export type AccountSearch = z.infer<typeof AccountSearch>;

/** Tab and filters as they stand in the URL; what is not understood is left out. */
export function accountSearch(search: Record<string, unknown>): AccountSearch {
  return AccountSearch.parse(search);
}
