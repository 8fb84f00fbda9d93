import {
  type ComboboxData,
  defaultOptionsFilter,
  getParsedComboboxData,
  type OptionsFilter,
} from "@mantine/core";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";

interface Field {
  data: ComboboxData;
  filter: OptionsFilter | undefined;
  /** what the input shows while nothing is half typed */
  rest: string;
  /** entries that are in the list no longer */
  picked: readonly string[];
  /** entries that do something instead of being a value; typing leads to none of them */
  acts: readonly string[];
  /** the entries of this text are still being read */
  searching: boolean;
  onSearchChange: ((text: string) => void) | undefined;
  /** the text was deleted */
  onCleared: (() => void) | undefined;
}

/**
 * Typing in a searchable picker: the first match is highlighted, Enter and Tab take it. Where nothing matches, the text stays, the field is invalid,
 * for the form too (`setCustomValidity`), and Enter does nothing. Enter never submits the form.
 */
export function useHalfTyped(field: Field) {
  const { rest, searching } = field;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  /** the key or the way out that found nothing to take */
  const [refused, setRefused] = useState<"enter" | "leave" | null>(null);
  const [shown, setShown] = useState(rest);
  const [opened, setOpened] = useState(false);
  /** within one press of Enter, which Mantine answers too */
  const answered = useRef(false);
  if (shown !== rest) {
    // a value that came from elsewhere takes the place of what was typed
    setShown(rest);
    setTyped(null);
    setRefused(null);
  }
  const text = typed?.trim() ?? "";
  const match = text === "" ? undefined : firstMatch(field, text);
  // what is found a moment after Enter is no mistake
  const isMissing = text !== "" && (refused === "leave" || (refused === "enter" && !match));
  const error =
    isMissing && !searching
      ? `Nothing chosen for “${text}”. Choose an entry of the list, or clear the field.`
      : undefined;

  useEffect(() => {
    input.current?.setCustomValidity(isMissing ? "Nothing chosen" : "");
  }, [isMissing]);
  useEffect(() => {
    // a list that closes takes the entry away to which this would lead
    if (!opened) input.current?.removeAttribute("aria-activedescendant");
    else if (text !== "") describeHighlight(input.current, match);
  }, [opened, text, match, searching]);

  function change(next: string | null): void {
    setTyped(next);
    setRefused(null);
    field.onSearchChange?.(next ?? rest);
  }
  /** Takes what is highlighted, else the first match; gives whether there was something to take. */
  function take(): boolean {
    const option = [highlightedIn(input.current), optionIn(input.current, match)].find(
      (each) => each && !field.acts.includes(each.getAttribute("value") ?? ""),
    );
    if (match === undefined || option === undefined) return false;
    option.click();
    return true;
  }
  function leave(): void {
    if (typed === null || take()) return;
    if (text !== "") return setRefused("leave");
    change(null);
    field.onCleared?.();
  }
  function enter(): void {
    // the arrows may have led to an entry that does something
    const option = highlightedIn(input.current) ?? optionIn(input.current, match);
    if (option) option.click();
    else setRefused("enter");
    answered.current = true;
    queueMicrotask(() => void (answered.current = false));
  }

  return {
    error,
    /** whether the entry that Mantine reports is one that was chosen */
    isChosen: () => !answered.current,
    onChosen: () => {
      if (!answered.current) change(null);
    },
    props: {
      ref: input,
      searchValue: typed ?? rest,
      selectFirstOptionOnChange: match !== undefined,
      onInput: (event: FormEvent<HTMLInputElement>) => change(event.currentTarget.value),
      onBlur: leave,
      onDropdownOpen: () => setOpened(true),
      onDropdownClose: () => setOpened(false),
      onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Escape" && typed !== null) change(null);
        // before the focus goes, because Mantine forgets the highlight with it
        if (event.key === "Tab" && text !== "") take();
        if (event.key !== "Enter") return;
        event.preventDefault();
        if (text !== "") enter();
      },
    },
  };
}

/** The value of the first entry that the text leads to. */
function firstMatch({ data, filter, picked, acts }: Field, text: string): string | undefined {
  const options = (filter ?? defaultOptionsFilter)({
    options: getParsedComboboxData(data),
    search: text,
    limit: Infinity,
  } as Parameters<OptionsFilter>[0]);
  return options
    .flatMap((option) => ("group" in option ? option.items : [option]))
    .map(({ value, disabled }) => (disabled === true ? "" : String(value)))
    .find((value) => value !== "" && !picked.includes(value) && !acts.includes(value));
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
