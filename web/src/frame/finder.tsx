import { Button, Text } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { modKey } from "../palette/shortcuts.ts";
import { lazyPart } from "../ui/lazy-part.ts";
import { Suspense, useCallback, useState } from "react";

const Keyboard = lazyPart(async () => (await import("../palette/keyboard.tsx")).Keyboard);
const Palette = lazyPart(async () => (await import("../palette/palette.tsx")).Palette);
const ShortcutList = lazyPart(
  async () => (await import("../palette/shortcut-list.tsx")).ShortcutList,
);

/** The button **Find**, the keys, and the two dialogs behind them; none of it comes before the page itself. */
export function Finder() {
  const [open, setOpen] = useState<"palette" | "shortcuts" | null>(null);
  const close = useCallback(() => setOpen(null), []);
  const showPalette = useCallback(() => setOpen("palette"), []);
  const showShortcuts = useCallback(() => setOpen("shortcuts"), []);
  return (
    <>
      <Button
        variant="default"
        h={34}
        miw={34}
        px={{ base: 0, md: "xs" }}
        aria-label={`Find ${modKey} K`}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        title="Find an owner, an account, an auth link"
        onClick={showPalette}
      >
        <IconSearch size={18} aria-hidden />
        <Text span size="sm" c="dimmed" ml={6} visibleFrom="md">
          Find {modKey} K
        </Text>
      </Button>
      <Suspense>
        <Keyboard onPalette={showPalette} onShortcuts={showShortcuts} />
      </Suspense>
      <Suspense>
        {open === "palette" && <Palette onClose={close} onShortcuts={showShortcuts} />}
        {open === "shortcuts" && <ShortcutList onClose={close} />}
      </Suspense>
    </>
  );
}
