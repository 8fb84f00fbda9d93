import type { Outcome } from "@connect-console/shared/outcome";
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconBan } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { TypedConfirmation } from "../../connect-session/typed-confirmation.tsx";

type Note = Outcome["reasons"][number];
type OnCure = (set: Record<string, unknown>) => void;

export interface NotesProps {
  onCure: OnCure;
  /** what was typed to confirm a warning */
  typed: string;
  onTyped: (text: string) => void;
}

/** Why a link is blocked, and what to beware of; each with what puts it right as a button. */
export function OutcomeNotes({
  outcome: { sentence, reasons, warnings },
  ...props
}: NotesProps & { outcome: Outcome }) {
  // the sentence is a reason's text already; of that one only the cure is left to show
  const said = reasons.filter(({ message }) => sentence.includes(message));
  const cures = said.flatMap(({ cure }) => (cure ? [cure] : []));
  return (
    <Stack gap="xs">
      {cures.length > 0 && (
        <Group gap="xs">
          {cures.map((cure) => (
            <CureButton key={cure.label} cure={cure} onCure={props.onCure} />
          ))}
        </Group>
      )}
      {reasons
        .filter((note) => !said.includes(note))
        .map((note) => (
          <NoteAlert key={note.message} note={note} blocking {...props} />
        ))}
      {warnings.map((note) => (
        <NoteAlert key={note.message} note={note} blocking={false} {...props} />
      ))}
    </Stack>
  );
}

function NoteAlert({
  note,
  blocking,
  onCure,
  ...confirmation
}: NotesProps & { note: Note; blocking: boolean }) {
  return (
    <Alert
      color={blocking ? "red" : "gray"}
      icon={blocking ? <IconBan aria-hidden /> : <IconAlertTriangle aria-hidden />}
      p="sm"
    >
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {note.message}
      </Text>
      <TypedConfirmation note={note} {...confirmation} />
      {note.cure && (
        <Group mt="xs">
          <CureButton cure={note.cure} onCure={onCure} />
        </Group>
      )}
    </Alert>
  );
}

function CureButton({
  cure: { label, set, connectSessionId },
  onCure,
}: {
  cure: NonNullable<Note["cure"]>;
  onCure: OnCure;
}) {
  return (
    <>
      {connectSessionId !== undefined && (
        <Button
          component={Link}
          to={`/connect-sessions/${encodeURIComponent(connectSessionId)}`}
          variant="default"
          size="compact-sm"
        >
          {set === undefined ? label : "Open that link"}
        </Button>
      )}
      {set !== undefined && (
        <Button variant="default" size="compact-sm" onClick={() => onCure(set)}>
          {label}
        </Button>
      )}
    </>
  );
}
