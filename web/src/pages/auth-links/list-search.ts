import { ConnectSessionTab } from "@connect-console/shared/connect-session";
import * as z from "zod/mini";
import { soughtText, texts } from "../../list/address.ts";

const ListSearch = z.object({
  tab: z.catch(z.optional(ConnectSessionTab), undefined),
  q: soughtText,
  ownerId: texts,
  provider: texts,
  progress: texts,
  type: texts,
  createdBy: texts,
  holder: texts,
});
export type ListSearch = z.infer<typeof ListSearch>;

/** Tab and filters of the list as they stand in the URL; what is not understood is left out. */
export function listSearch(search: Record<string, unknown>): ListSearch {
  return ListSearch.parse(search);
}
