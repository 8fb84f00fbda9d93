import { useEffect, useRef, useState } from "react";

/**
 * The entry of a picker's list that typing leads to: highlighted while the list is open, and named to screen readers. `match` is the value of the
 * first entry that fits `text`; it may come later, while `searching`.
 */
export function useHighlight(text: string, match: string | undefined, searching: boolean) {
  const input = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    // a list that closes takes the entry away to which this would lead
    if (!opened) input.current?.removeAttribute("aria-activedescendant");
    else if (text !== "") describeHighlight(input.current, match);
  }, [opened, text, match, searching]);
  return {
    input,
    onDropdownOpen: () => setOpened(true),
    onDropdownClose: () => setOpened(false),
    /** What a press can take: the highlighted entry, to which the arrows may have led, then the first match. */
    entries: (): HTMLElement[] =>
      [highlightedIn(input.current), optionIn(input.current, match)].filter(
        (option) => option !== undefined,
      ),
  };
}

function optionsIn(input: HTMLInputElement | null): HTMLElement[] {
  const list = document.getElementById(input?.getAttribute("aria-controls") ?? "");
  return [...(list?.querySelectorAll<HTMLElement>("[data-combobox-option]") ?? [])];
}

function optionIn(input: HTMLInputElement | null, value: string | undefined) {
  return optionsIn(input).find((option) => option.getAttribute("value") === value);
}

/** Mantine keeps the highlight in the document only. */
function highlightedIn(input: HTMLInputElement | null) {
  return optionsIn(input).find((option) => Object.hasOwn(option.dataset, "comboboxSelected"));
}

/** Mantine tells screen readers of the highlight only where the arrows have moved it, and loses it when entries come later. */
function describeHighlight(input: HTMLInputElement | null, match: string | undefined): void {
  const highlighted = highlightedIn(input) ?? optionIn(input, match);
  if (match === undefined || !highlighted) return input?.removeAttribute("aria-activedescendant");
  highlighted.dataset["comboboxSelected"] = "true";
  input?.setAttribute("aria-activedescendant", highlighted.id);
}
