import type { Outcome } from "@connect-console/shared/outcome";
import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconBan } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";

interface Props {
  outcome: Outcome;
  onCure: (set: Record<string, unknown>) => void;
}

/** Why a link is blocked, and what to beware of; each with what puts it right as a button. */
export function OutcomeNotes({ outcome, onCure }: Props) {
  const notes = [
    ...outcome.reasons.map((note) => ({ ...note, blocking: true })),
    ...outcome.warnings.map((note) => ({ ...note, blocking: false })),
  ];
  return (
    <Stack gap="xs">
      {notes.map(({ code, message, cure, blocking }, index) => (
        <Alert
          key={`${code} ${index}`}
          color={blocking ? "red" : "gray"}
          icon={blocking ? <IconBan aria-hidden /> : <IconAlertTriangle aria-hidden />}
          p="sm"
        >
          {!outcome.sentence.includes(message) && <Text size="sm">{message}</Text>}
          {cure && <CureButton cure={cure} onCure={onCure} />}
        </Alert>
      ))}
    </Stack>
  );
}

function CureButton({
  cure,
  onCure,
}: {
  cure: NonNullable<Outcome["reasons"][number]["cure"]>;
  onCure: Props["onCure"];
}) {
  const { label, set, connectSessionId } = cure;
  if (connectSessionId !== undefined) {
    return (
      <Button
        component={Link}
        to={`/connect-sessions/${encodeURIComponent(connectSessionId)}`}
        variant="default"
        size="compact-sm"
      >
        {label}
      </Button>
    );
  }
  if (set === undefined) return null;
  return (
    <Button variant="default" size="compact-sm" mt="xs" onClick={() => onCure(set)}>
      {label}
    </Button>
  );
}
