import type { FoundItem } from "@connect-console/shared/find";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { findQuery, useFindLink } from "../api/find.ts";
import { foundEntries, pageEntries, type Entry } from "./entries.ts";
import { pagesOf } from "./pages.ts";

const settledAfterMs = 120;

/** What the text of the field leads to: pages and things of this name; or, once `link` is asked, what a link leads to that was taken out of the field. */
export function useFinding(text: string) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const link = useFindLink();

  const wanted = text.trim();
  const [settled] = useDebouncedValue(wanted, settledAfterMs);
  const named = useQuery({ ...findQuery(settled), enabled: settled !== "" });
  const pasted = !link.isIdle;
  const upToDate = pasted
    ? !link.isPending
    : wanted === "" || (settled === wanted && !named.isPlaceholderData && !named.isPending);
  const entries = pasted ? foundEntries(link.data?.items ?? []) : byName(named.data);

  function byName(items: FoundItem[] = []): Entry[] {
    const pages = pageEntries(pagesOf(router), wanted);
    return wanted === "" ? pages : [...pages, ...foundEntries(items)];
  }

  return {
    link,
    pasted,
    upToDate,
    entries,
    /** the entries of the text as it is, however long that takes */
    read: async () =>
      byName(await queryClient.fetchQuery(findQuery(wanted)).catch((): FoundItem[] => [])),
    reread: () => void named.refetch(),
    error: pasted ? link.error : wanted === "" ? null : named.error,
    status: statusOf({
      pasted: pasted && (link.data?.isLink ?? true),
      upToDate,
      wanted: pasted ? null : wanted,
      count: entries.length,
    }),
  };
}

/** `wanted` is null where a text was taken out of the field, which no answer may repeat. */
function statusOf(is: {
  pasted: boolean;
  upToDate: boolean;
  wanted: string | null;
  count: number;
}): string {
  if (!is.upToDate) return "Looking …";
  if (is.pasted)
    return is.count > 0
      ? "The pasted link was made here."
      : "The pasted link was not made here, at least not as it was pasted.";
  if (is.wanted === "") return "Type a name or an id, or paste an auth link.";
  if (is.count === 0 && is.wanted === null)
    return "Nothing has this as its name or ID, and no link has it as its token.";
  if (is.count === 0) return `Nothing is called “${is.wanted}”, and nothing has it as its id.`;
  return is.count === 1 ? "1 found" : `${is.count} found`;
}
