import type { ConnectSession } from "@connect-console/shared/connect-session";
import type { Outcome, OutcomeNote } from "@connect-console/shared/outcome";
import { Alert, Anchor, Stack, Text } from "@mantine/core";
import { AccountCard } from "../account/account-card.tsx";
import { queryString } from "../api/request.ts";
import { curedSearch } from "./same-again.ts";
import { TypedConfirmation } from "./typed-confirmation.tsx";

interface Props {
  /** the old link */
  row: ConnectSession;
  outcome: Outcome | undefined;
  /** the console is asked once more, because no answer came */
  again: boolean;
  failed: boolean;
  /** what was typed to confirm a warning */
  typed: string;
  onTyped: (text: string) => void;
}

/** What the new link will do, before the press; where that is not what the old one was to do, both. */
export function ReissueOutcome({ row, outcome, again, failed, ...confirmation }: Props) {
  const before = row.predicted;
  return (
    <Stack gap="xs" component="section" aria-label="What the new link will do">
      <Text fw={600} mih={44} aria-live="polite" style={{ overflowWrap: "anywhere" }}>
        {outcome?.sentence ?? waitingText(again, failed)}
      </Text>
      {outcome && outcome.sentence !== before.sentence && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          Not what the old link was to do: “{before.sentence}”
        </Text>
      )}
      {outcome?.account && <AccountCard account={outcome.account} />}
      {outcome?.reasons.map((note) => (
        <Alert key={`${note.code} ${note.message}`} color="red" p="sm">
          {note.message}
          <InTheForm row={row} note={note} />
        </Alert>
      ))}
      {outcome?.warnings.map((note) => (
        <Alert key={`${note.code} ${note.message}`} color="gray" p="sm">
          {note.message}
          <TypedConfirmation note={note} {...confirmation} />
        </Alert>
      ))}
    </Stack>
  );
}

/** A re-issue repeats the choices, so what changes one leads to the form, with the rest filled in. */
function InTheForm({ row, note: { cure } }: { row: ConnectSession; note: OutcomeNote }) {
  if (cure?.set === undefined) return null;
  return (
    <Text size="sm">
      {/* no router's link: the Hub's document has none */}
      <Anchor href={`/${queryString(curedSearch(row, cure.set))}`} underline="always">
        New link: {cure.label}
      </Anchor>
    </Text>
  );
}

function waitingText(again: boolean, failed: boolean): string {
  if (failed) return "";
  return again ? "Asking StackOne again …" : "Working out what the link will do …";
}
