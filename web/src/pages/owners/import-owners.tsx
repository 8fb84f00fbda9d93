import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "@mantine/core/styles/List.css";
import { Button, Checkbox, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useId } from "react";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { ChooseColumns } from "./choose-columns.tsx";
import { ImportedRows } from "./imported-rows.tsx";
import { importable, importedText, whyNothing } from "./import-texts.ts";
import { useOwnerImport } from "./use-owner-import.ts";

/** The dialog behind **Import…**: a file is tried first, and only then written. */
export function ImportOwners({ onClose }: { onClose: () => void }) {
  const { choice, choose, tried, done, ...run } = useOwnerImport();

  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title="Import owners"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <Text size="sm">
          A CSV file in UTF-8 with a header that names the ID and the name, at most 20 MB. It is
          tried first; nothing is written before you say so. StackOne matches id and name exactly,
          so take both from your own system.
        </Text>
        <FileField onChoose={(file) => choose({ file, columns: null })} />
        <Checkbox
          label="Rename owners that are there under another name"
          description="Accounts at StackOne keep the old name; links with the new one do not find them."
          checked={choice.renames}
          onChange={(event) => choose({ renames: event.currentTarget.checked })}
        />
        {run.trialError && (
          <ErrorNotice error={run.trialError} title="The file could not be tried" />
        )}
        {run.writeError && <ErrorNotice error={run.writeError} title="Nothing was imported" />}
        <Text size="sm" role="status" fw={600}>
          {run.isTrying && "Trying the file …"}
          {done ? importedText(done, true) : tried && importedText(tried, false)}
        </Text>
        {tried?.columns && (tried.columns.isAsked || choice.columns) && !done && (
          <ChooseColumns
            file={tried.columns}
            chosen={choice.columns}
            onChoose={(columns) => choose({ columns })}
          />
        )}
        {tried && tried.notes.length > 0 && <FileNotes notes={tried.notes} />}
        {tried && tried.rows.length > 0 && <ImportedRows rows={(done ?? tried).rows} />}
        <Group justify="flex-end">
          <Button variant={done ? "filled" : "default"} onClick={onClose}>
            {done ? "Done" : "Cancel"}
          </Button>
          {!done && (
            <ImportButton
              why={whyNothing(choice.file !== null, tried)}
              label={tried ? importable(tried) : "Import"}
              pending={run.isWriting}
              onPress={run.write}
            />
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function FileNotes({ notes }: { notes: string[] }) {
  return (
    <List size="sm" aria-label="About the file">
      {notes.map((note) => (
        <List.Item key={note}>{note}</List.Item>
      ))}
    </List>
  );
}

function FileField({ onChoose }: { onChoose: (file: File | null) => void }) {
  const id = useId();
  return (
    <div>
      <Text component="label" htmlFor={id} size="sm" fw={500} display="block">
        CSV file
      </Text>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv"
        data-autofocus
        style={{ maxWidth: "100%" }}
        onChange={(event) => onChoose(event.currentTarget.files?.[0] ?? null)}
      />
    </div>
  );
}

interface ImportButtonProps {
  /** why it cannot be pressed, or null */
  why: string | null;
  label: string;
  pending: boolean;
  onPress: () => void;
}

function ImportButton({ why, label, pending, onPress }: ImportButtonProps) {
  const whyId = useId();
  return (
    <>
      <Button disabled={why !== null} loading={pending} aria-describedby={whyId} onClick={onPress}>
        {why === null ? label : "Import"}
      </Button>
      <Text id={whyId} size="xs" c="dimmed">
        {why}
      </Text>
    </>
  );
}
