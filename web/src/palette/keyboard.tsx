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
    const pages = pagesOf(router).flatMap(({ key, to }) =>
      key === null ? [] : [[`g ${key}`, () => void router.navigate({ to })] as const],
    );
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
      { ...Object.fromEntries([...pages, ...buttons]), "[Shift]+?": onShortcuts },
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
