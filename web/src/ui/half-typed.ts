import {
  type ComboboxData,
  defaultOptionsFilter,
  getParsedComboboxData,
  type OptionsFilter,
} from "@mantine/core";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useHighlight } from "./use-highlight.ts";

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
  const { typed, refused, type, refuse } = useTyped(rest);
  /** within one press of Enter, which Mantine answers too */
  const answered = useRef(false);
  const text = typed?.trim() ?? "";
  const match = text === "" ? undefined : firstMatch(field, text);
  const { input, entries, ...dropdown } = useHighlight(text, match, searching);
  // what is found a moment after Enter is no mistake
  const isMissing = text !== "" && (refused === "leave" || (refused === "enter" && !match));

  useEffect(() => {
    input.current?.setCustomValidity(isMissing ? "Nothing chosen" : "");
  }, [input, isMissing]);

  function change(next: string | null): void {
    type(next);
    field.onSearchChange?.(next ?? rest);
  }
  /** Takes what is highlighted, else the first match; gives whether there was something to take. */
  function take(): boolean {
    const option = entries().find((each) => !field.acts.includes(each.getAttribute("value") ?? ""));
    if (match === undefined || option === undefined) return false;
    option.click();
    return true;
  }
  function leave(): void {
    if (typed === null || take()) return;
    if (text !== "") return refuse("leave");
    change(null);
    field.onCleared?.();
  }
  function enter(): void {
    // the arrows may have led to an entry that does something
    const [option] = entries();
    if (option) option.click();
    else refuse("enter");
    answered.current = true;
    queueMicrotask(() => void (answered.current = false));
  }

  return {
    error: isMissing && !searching ? nothingChosen(text) : undefined,
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
      ...dropdown,
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

/** What is typed and nothing chosen for (null: nothing), and the key or the way out that found nothing to take. */
function useTyped(rest: string) {
  const [typed, setTyped] = useState<string | null>(null);
  const [refused, setRefused] = useState<"enter" | "leave" | null>(null);
  const [shown, setShown] = useState(rest);
  function type(next: string | null): void {
    setTyped(next);
    setRefused(null);
  }
  if (shown !== rest) {
    // a value that came from elsewhere takes the place of what was typed
    setShown(rest);
    type(null);
  }
  return { typed, refused, type, refuse: setRefused };
}

const nothingChosen = (text: string) =>
  `Nothing chosen for “${text}”. Choose an entry of the list, or clear the field.`;

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
