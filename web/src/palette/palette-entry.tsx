import { Group, Kbd, Text } from "@mantine/core";
import "@mantine/core/styles/Kbd.css";
import { shortDate } from "../ui/times.ts";
import type { Entry } from "./entries.ts";
import classes from "./palette.module.css";

interface Props {
  id: string;
  entry: Entry;
  chosen: boolean;
  onPoint(): void;
  onOpen(): void;
}

/** One line: what it is called, what is known of it, and what kind of thing it is. */
export function PaletteEntry({ id, entry, chosen, onPoint, onOpen }: Props) {
  const at = entry.at === null ? "" : `, ${shortDate(entry.at)}`;
  return (
    // the keys are the field's, which points at the chosen entry
    <li
      id={id}
      role="option"
      aria-selected={chosen}
      ref={chosen ? intoSight : null}
      className={classes.entry}
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={onPoint}
      onClick={onOpen}
    >
      <Text size="sm" fw={600}>
        {entry.title}
      </Text>
      <Group gap={4} wrap="nowrap">
        {entry.keys.map((key) => (
          <Kbd key={key} size="xs" aria-hidden>
            {key}
          </Kbd>
        ))}
        {entry.keys.length === 0 && (
          <Text size="xs" c="dimmed">
            {entry.kind}
            {at}
          </Text>
        )}
      </Group>
      {entry.detail !== "" && (
        <Text size="xs" c="dimmed" style={{ gridColumn: "1 / -1" }}>
          {entry.detail}
        </Text>
      )}
    </li>
  );
}

function intoSight(line: HTMLElement | null): void {
  line?.scrollIntoView({ block: "nearest" });
}
