import type { OutcomeNote } from "@connect-console/shared/outcome";
import { TextInput } from "@mantine/core";

interface Props {
  note: OutcomeNote;
  typed: string;
  onTyped: (text: string) => void;
}

/** The field in which a person types the owner's name before a link that a warning stops; nothing where the note asks for none. */
export function TypedConfirmation({ note: { confirm }, typed, onTyped }: Props) {
  if (confirm === undefined) return null;
  return (
    <TextInput
      mt="xs"
      size="sm"
      label={`Type “${confirm}” to confirm`}
      autoComplete="off"
      value={typed}
      onChange={(event) => onTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        // the next step is the button, which says what it does
        if (event.key === "Enter") event.preventDefault();
      }}
    />
  );
}
