import { useState } from "react";
import { useImportOwners } from "../../api/owner-directory.ts";
import type { Columns } from "./choose-columns.tsx";

/** What the person chose: the file, and how to read it. */
interface Choice {
  file: File | null;
  renames: boolean;
  /** null: as the header says */
  columns: Columns | null;
}

/** A file on its way into the directory: every choice tries it, and only `write` writes what was tried. */
export function useOwnerImport() {
  const [choice, setChoice] = useState<Choice>({ file: null, renames: false, columns: null });
  const trial = useImportOwners();
  const real = useImportOwners();

  function choose(part: Partial<Choice>): void {
    const { file, ...rest } = { ...choice, ...part };
    setChoice({ file, ...rest });
    real.reset();
    trial.reset();
    if (file) trial.mutate({ file, ...rest, dryRun: true });
  }

  function write(): void {
    const { file, ...rest } = choice;
    if (file) real.mutate({ file, ...rest, dryRun: false });
  }

  return {
    choice,
    choose,
    /** what writing the file would do */
    tried: trial.data,
    isTrying: trial.isPending,
    trialError: trial.error,
    write,
    /** what it did */
    done: real.data,
    isWriting: real.isPending,
    writeError: real.error,
  };
}
