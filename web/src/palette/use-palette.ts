import type { FoundItem } from "@connect-console/shared/find";
import { mayBeSecret } from "@connect-console/shared/text";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { findQuery, useFindLink } from "../api/find.ts";
import { foundEntries, pageEntries, type Entry } from "./entries.ts";
import { pagesOf } from "./pages.ts";

const settledAfterMs = 120;

/** What stands in the palette: the text, what it finds, which entry is chosen. `open` is called with the entry that was decided for. */
export function usePalette(open: (entry: Entry) => void) {
  const [text, setText] = useState("");
  const [selected, setSelected] = useState(0);
  const entered = useRef(false);
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
  const entries = pasted
    ? found(link.data?.items)
    : wanted === ""
      ? pages("")
      : [...pages(wanted), ...found(named.data)];
  const chosen = Math.min(selected, entries.length - 1);

  function pages(words: string): Entry[] {
    return pageEntries(pagesOf(router), words);
  }
  function found(items: FoundItem[] = []): Entry[] {
    return foundEntries(items);
  }
  function openFirst([first]: Entry[]): void {
    if (first && entered.current) open(first);
  }

  /** A link or a token never stands in the field: it is taken out, and only what it leads to is shown. */
  function take(value: string): void {
    entered.current = false;
    setSelected(0);
    const isTakenOut = mayBeSecret(value);
    setText(isTakenOut ? "" : value);
    if (isTakenOut) link.mutate(value, { onSuccess: ({ items }) => openFirst(found(items)) });
    else link.reset();
  }

  /** What was found for an earlier text must not be opened by a quick Enter: it waits for the answer. */
  async function enter(): Promise<void> {
    const entry = entries[chosen];
    if (upToDate) {
      if (entry) open(entry);
      return;
    }
    entered.current = true;
    if (pasted) return;
    const items = await queryClient.fetchQuery(findQuery(wanted)).catch(() => []);
    openFirst([...pages(wanted), ...found(items)]);
  }

  return {
    text,
    take,
    entries,
    chosen,
    move: (by: number) => setSelected((chosen + by + entries.length) % entries.length),
    point: setSelected,
    enter,
    error: pasted ? link.error : wanted === "" ? null : named.error,
    retry: () => (link.variables === undefined ? void named.refetch() : take(link.variables)),
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
