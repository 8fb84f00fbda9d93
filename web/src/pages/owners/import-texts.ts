import type { ImportedRow, OwnerImport } from "@connect-console/shared/owner";

const owners = (count: number) => (count === 1 ? "1 owner" : `${count} owners`);

/** The button's words: what pressing it does. */
export function importable({ added, renamed }: OwnerImport): string {
  if (renamed === 0) return `Add ${owners(added)}`;
  return added === 0 ? `Rename ${owners(renamed)}` : `Add ${added} and rename ${renamed}`;
}

/** What a file comes to, or came to, in one line. */
export function importedText({ rows, added, renamed, errors }: OwnerImport, done: boolean): string {
  const same = rows.filter(({ result }) => result === "same").length;
  return [
    done ? `${added} added` : `${added} to add`,
    done ? `${renamed} renamed` : `${renamed} to rename`,
    `${same} unchanged`,
    `${errors} with errors${errors > 0 ? ", left out" : ""}`,
  ].join(" · ");
}

/** Why there is nothing to import, or null. */
export function whyNothing(chosen: boolean, tried: OwnerImport | undefined): string | null {
  if (!chosen) return "Choose a file first.";
  if (!tried) return "The file is tried first.";
  if (tried.columns?.isAsked) return "Say first which columns are the ID and the name.";
  if (tried.added + tried.renamed > 0) return null;
  if (tried.rows.length === 0) return "There is no owner in the file.";
  return tried.errors > 0
    ? "Nothing can be imported before the errors are put right."
    : "All of it is there already.";
}

/** The rows to look at: `warned` have a message although they are no errors. */
export const rowFilters = ["all", "errors", "renames", "warned"] as const;
export type RowFilter = (typeof rowFilters)[number];

export function passes({ result, message }: ImportedRow, filter: RowFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "errors":
      return result === "error";
    case "renames":
      return result === "renamed";
    case "warned":
      return result === "add" && message !== undefined;
    default:
      return filter satisfies never;
  }
}
