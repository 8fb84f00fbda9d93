import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "@mantine/core/styles/List.css";
import { Button, Checkbox, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useId, useState } from "react";
import { useImportOwners } from "../../api/owner-directory.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { ChooseColumns, type Columns } from "./choose-columns.tsx";
import { ImportedRows } from "./imported-rows.tsx";
import { importable, importedText, whyNothing } from "./import-texts.ts";

/** The dialog behind **Import…**: a file is tried first, and only then written. */
export function ImportOwners({ onClose }: { onClose: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [renames, setRenames] = useState(false);
  const [columns, setColumns] = useState<Columns | null>(null);
  const trial = useImportOwners();
  const real = useImportOwners();
  const done = real.data;
  const tried = trial.data;

  function tryOut(chosen: File | null, withRenames: boolean, withColumns: Columns | null): void {
    setFile(chosen);
    setRenames(withRenames);
    setColumns(withColumns);
    real.reset();
    trial.reset();
    if (chosen)
      trial.mutate({ file: chosen, renames: withRenames, dryRun: true, columns: withColumns });
  }

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
        <FileField onChoose={(chosen) => tryOut(chosen, renames, null)} />
        <Checkbox
          label="Rename owners that are there under another name"
          description="Accounts at StackOne keep the old name; links with the new one do not find them."
          checked={renames}
          onChange={(event) => tryOut(file, event.currentTarget.checked, columns)}
        />
        {trial.error && <ErrorNotice error={trial.error} title="The file could not be tried" />}
        {real.error && <ErrorNotice error={real.error} title="Nothing was imported" />}
        <Text size="sm" role="status" fw={600}>
          {trial.isPending && "Trying the file …"}
          {done ? importedText(done, true) : tried && importedText(tried, false)}
        </Text>
        {tried?.columns && (tried.columns.isAsked || columns) && !done && (
          <ChooseColumns
            file={tried.columns}
            chosen={columns}
            onChoose={(chosen) => tryOut(file, renames, chosen)}
          />
        )}
        {tried && tried.notes.length > 0 && (
          <List size="sm" aria-label="About the file">
            {tried.notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        )}
        {tried && tried.rows.length > 0 && <ImportedRows rows={(done ?? tried).rows} />}
        {done ? (
          <Group justify="flex-end">
            <Button onClick={onClose}>Done</Button>
          </Group>
        ) : (
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <ImportButton
              why={whyNothing(file !== null, tried)}
              label={tried ? importable(tried) : "Import"}
              pending={real.isPending}
              onPress={() => file && real.mutate({ file, renames, dryRun: false, columns })}
            />
          </Group>
        )}
      </Stack>
    </Modal>
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
