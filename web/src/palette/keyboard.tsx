import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { tinykeys } from "tinykeys";
import { pagesOf } from "./pages.ts";
import { buttonKeys, singleKeysOff } from "./shortcuts.ts";

interface Props {
  onPalette(): void;
  onShortcuts(): void;
}

/** Listens for the keys that work on every page. */
export function Keyboard({ onPalette, onShortcuts }: Props) {
  const router = useRouter();
  useEffect(() => {
    const pages = new Map(pagesOf(router).map(({ key, to }) => [key, to]));
    // one binding for all: with several, those that did not fire would swallow the next `g`
    const toPage = `g (${[...pages.keys()].join("|")})`;
    const goTo = ({ key }: KeyboardEvent) => {
      const to = pages.get(key.toLowerCase());
      if (to !== undefined) void router.navigate({ to });
    };
    const buttons = buttonKeys.map(({ key }) => [key, () => pressButton(key)] as const);
    const everywhere = tinykeys(
      window,
      {
        "$mod+k": (event) => {
          event.preventDefault();
          if (!dialogIsOpen()) onPalette();
        },
      },
      { ignore: ({ repeat }) => repeat },
    );
    const outsideFields = tinykeys(
      window,
      { ...Object.fromEntries(buttons), [toPage]: goTo, "[Shift]+?": onShortcuts },
      { ignore: isMeantElsewhere },
    );
    return () => {
      everywhere();
      outsideFields();
    };
  }, [router, onPalette, onShortcuts]);
  return null;
}

function isMeantElsewhere(event: KeyboardEvent): boolean {
  const { target } = event;
  const isTyping =
    target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
  return (
    event.repeat || Boolean(isTyping) || dialogIsOpen() || localStorage[singleKeysOff] === "true"
  );
}

function dialogIsOpen(): boolean {
  return document.querySelector("[role=dialog]") !== null;
}

/** A button that may not be pressed says why where it stands. */
function pressButton(key: string): void {
  const buttons = document.querySelectorAll<HTMLElement>(`#page [aria-keyshortcuts="${key}"]`);
  const button = [...buttons].find((each) => each.checkVisibility());
  button?.focus();
  button?.click();
}
