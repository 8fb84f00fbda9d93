import { mayBeSecret } from "@connect-console/shared/text";
import { useRef, useState } from "react";
import { foundEntries, type Entry } from "./entries.ts";
import { useFinding } from "./use-finding.ts";

/** What stands in the palette: the text, what it finds, which entry is chosen. `open` is called with the entry that was decided for. */
export function usePalette(open: (entry: Entry) => void) {
  const [text, setText] = useState("");
  const [selected, setSelected] = useState(0);
  const entered = useRef(false);
  const { link, pasted, upToDate, entries, read, reread, error, status } = useFinding(text);
  const chosen = Math.min(selected, entries.length - 1);

  function openFirst([first]: Entry[]): void {
    if (first && entered.current) open(first);
  }

  /** A link or a token never stands in the field: it is taken out, and only what it leads to is shown. */
  function take(value: string): void {
    entered.current = false;
    setSelected(0);
    const isTakenOut = mayBeSecret(value);
    setText(isTakenOut ? "" : value);
    if (isTakenOut)
      link.mutate(value, { onSuccess: ({ items }) => openFirst(foundEntries(items)) });
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
    if (!pasted) openFirst(await read());
  }

  return {
    text,
    take,
    entries,
    chosen,
    move: (by: number) => setSelected((chosen + by + entries.length) % entries.length),
    point: setSelected,
    enter,
    error,
    retry: () => (link.variables === undefined ? reread() : take(link.variables)),
    status,
  };
}
