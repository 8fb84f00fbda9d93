import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import { mayBeSecret } from "@connect-console/shared/text";
import { CloseButton, Modal, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import { useId, type KeyboardEvent } from "react";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { useReturnFocus } from "../ui/return-focus.ts";
import { shortcutList, type Entry } from "./entries.ts";
import { PaletteEntry } from "./palette-entry.tsx";
import classes from "./palette.module.css";
import { usePalette } from "./use-palette.ts";

interface Props {
  onClose(): void;
  onShortcuts(): void;
}

/** One field for everything: a name, an id, or a pasted auth link leads to its page. */
export function Palette({ onClose, onShortcuts }: Props) {
  const router = useRouter();
  const listId = useId();
  const close = useReturnFocus(onClose);
  const palette = usePalette(open);
  const { entries, chosen } = palette;

  function open({ leadsTo }: Entry): void {
    onClose();
    if (leadsTo === shortcutList) onShortcuts();
    else void router.navigate({ href: leadsTo }).then(focusPage);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isOwnKey = event.key === "k" && (event.ctrlKey || event.metaKey);
    if (step === undefined && event.key !== "Enter" && !isOwnKey) return;
    event.preventDefault();
    if (isOwnKey) close();
    else if (step === undefined) void palette.enter();
    else if (entries.length > 0) palette.move(step);
  }

  return (
    <Modal.Root opened onClose={close} size="lg" yOffset="10vh" transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content aria-label="Find">
        <Field
          text={palette.text}
          listId={listId}
          chosenId={entries.length > 0 ? optionId(listId, chosen) : null}
          onTake={palette.take}
          onKeyDown={onKeyDown}
          onClose={close}
        />
        <Entries
          listId={listId}
          entries={entries}
          chosen={chosen}
          onPoint={palette.point}
          onOpen={open}
        />
        {palette.error && (
          <ErrorNotice
            error={palette.error}
            title="It could not be searched"
            onRetry={palette.retry}
          />
        )}
        <div className={classes.foot}>
          <Text size="xs" c="dimmed" role="status">
            {palette.status}
          </Text>
          <Text size="xs" c="dimmed" aria-hidden visibleFrom="sm">
            ↑ ↓ choose · Enter open · Esc close
          </Text>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

const optionId = (listId: string, index: number) => `${listId}-${index}`;

interface EntriesProps {
  listId: string;
  entries: Entry[];
  /** the index of the one that Enter opens */
  chosen: number;
  onPoint: (index: number) => void;
  onOpen: (entry: Entry) => void;
}

function Entries({ listId, entries, chosen, onPoint, onOpen }: EntriesProps) {
  if (entries.length === 0) return null;
  return (
    <ul id={listId} role="listbox" aria-label="What it leads to" className={classes.list}>
      {entries.map((entry, index) => (
        <PaletteEntry
          key={entry.leadsTo}
          id={optionId(listId, index)}
          entry={entry}
          chosen={index === chosen}
          onPoint={() => onPoint(index)}
          onOpen={() => onOpen(entry)}
        />
      ))}
    </ul>
  );
}

interface FieldProps {
  text: string;
  listId: string;
  /** the option that Enter opens; null: there is none */
  chosenId: string | null;
  onTake: (text: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onClose: () => void;
}

/** A pasted link or token is taken before the field would show it. */
function Field({ text, listId, chosenId, onTake, onKeyDown, onClose }: FieldProps) {
  return (
    <TextInput
      data-autofocus
      variant="unstyled"
      size="md"
      className={classes.field}
      aria-label="Find"
      placeholder="Owner, account id, or a pasted auth link"
      role="combobox"
      aria-autocomplete="list"
      aria-expanded={chosenId !== null}
      aria-controls={listId}
      aria-activedescendant={chosenId ?? undefined}
      autoComplete="off"
      spellCheck={false}
      enterKeyHint="go"
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={<CloseButton aria-label="Close" onClick={onClose} />}
      value={text}
      onChange={(event) => onTake(event.currentTarget.value)}
      onPaste={(event) => {
        const pasted = event.clipboardData.getData("text");
        if (!mayBeSecret(pasted)) return;
        event.preventDefault();
        onTake(pasted);
      }}
      onKeyDown={onKeyDown}
    />
  );
}

/** Unless the page has put the focus where the work begins. */
function focusPage(): void {
  if (document.activeElement === document.body) document.getElementById("page")?.focus();
}
