import { setImmediate } from "node:timers/promises";
import type { OwnerFile } from "@connect-console/shared/owner";
import { DomainError } from "../../domain/domain-error.ts";
import { columnsNamedBy } from "../../domain/owner-import/columns.ts";
import type { OwnerLine } from "../../domain/owner-import/line.ts";
import { BrokenCsv, readCsv, type CsvRecord } from "./records.ts";
import { namesSeparator } from "./separator.ts";
import { fromFormulaSafe } from "./formula-safe.ts";

const batch = 500;
/** rows; what is more could not be looked through anyway */
const rowsAtMost = 200_000;
/** records among which a header is sought */
const headerWithin = 20;

/** What a person said about the columns of a file without a header that is known; counted from 1. */
export interface ChosenColumns {
  id: number;
  name: number;
  /** the first row names columns, in words that are not known */
  hasHeader: boolean;
}

/** Where id and name stand, counted from 0, and how many cells a row has at most. */
interface Layout {
  id: number;
  name: number;
  count: number;
}

interface ReadOptions {
  chosen: ChosenColumns | null;
  /** false: where a person has to say which columns are meant, nothing is read */
  mayAsk: boolean;
}

/** A file of owners: its rows, some hundred at a time, and, once they are read, what is to be said of it as a whole. */
export interface OwnerFileReading {
  lines: AsyncIterable<OwnerLine[]>;
  report(): OwnerFile;
}

/** Reads a file of owners. Where it stops being CSV, the last row says so. Throws too_large, and invalid_input where the columns have to be chosen first. */
export function readOwnerFile(
  body: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): OwnerFileReading {
  const file: OwnerFile = { notes: [], columns: null };
  return { lines: inBatches(ownerLines(body, options, file)), report: () => file };
}

async function* inBatches(all: AsyncIterable<OwnerLine>): AsyncIterable<OwnerLine[]> {
  let lines: OwnerLine[] = [];
  for await (const line of all) {
    lines.push(line);
    if (lines.length < batch) continue;
    yield lines;
    lines = [];
    await setImmediate();
  }
  if (lines.length > 0) yield lines;
}

async function* ownerLines(
  body: AsyncIterable<Uint8Array>,
  options: ReadOptions,
  file: OwnerFile,
): AsyncIterable<OwnerLine> {
  let begin: CsvRecord[] | null = [];
  let layout: Layout | null = null;
  let rows = 0;
  const take = function* (records: CsvRecord[], { id, name, count }: Layout): Iterable<OwnerLine> {
    for (const record of records) {
      if (isEmpty(record)) continue;
      rows += 1;
      if (rows > rowsAtMost) throw tooManyRows();
      if (record.cells.includes(null)) sayOnce(file, notUtf8);
      yield ownerLine(record, { id, name, count });
    }
  };
  try {
    for await (const record of readCsv(body, (cells) => columnsNamedBy(cells) !== null)) {
      if (begin === null) {
        if (layout) yield* take([record], layout);
        continue;
      }
      begin.push(record);
      if (begin.length < headerWithin) continue;
      const opened = openFile(begin, options, file);
      [begin, layout] = [null, opened.layout];
      yield* take(opened.rows, layout);
    }
    if (begin && begin.length > 0) {
      const opened = openFile(begin, options, file);
      begin = null;
      yield* take(opened.rows, opened.layout);
    }
  } catch (error) {
    if (!(error instanceof BrokenCsv)) throw error;
    if (begin && begin.length > 0) {
      const opened = openFile(begin, options, file);
      yield* take(opened.rows, opened.layout);
    }
    const problem = `${error.message} From here on the file cannot be read, so nothing of it is imported.`;
    yield { line: error.line, id: "", name: "", problem, isBroken: true };
  }
}

const notUtf8 =
  "The file isn’t UTF-8 (it’s probably Windows-1252). In Excel, save it as “CSV UTF-8” and choose it again.";

function sayOnce({ notes }: OwnerFile, note: string): void {
  if (!notes.includes(note)) notes.push(note);
}

/** Decides by the first records where id and name stand, and which of them are rows. */
function openFile(
  records: CsvRecord[],
  { chosen, mayAsk }: ReadOptions,
  file: OwnerFile,
): { layout: Layout; rows: CsvRecord[] } {
  const texts = records.map(({ cells }) => cells.map((cell) => cell ?? ""));
  const at = texts.findIndex((cells) => columnsNamedBy(cells) !== null);
  const named = columnsNamedBy(texts[at] ?? []);
  const first = texts.findIndex((cells) => !namesSeparator(cells));
  const titles = at === -1 ? (texts[first] ?? []) : (texts[at] ?? []);
  const count = at === -1 ? mostCells(texts.slice(first)) : titles.length;
  const isAsked = !chosen && (named === null || named.isUnsure);
  if (isAsked && !mayAsk) throw columnsMissing();
  const asChosen = chosen && { id: chosen.id - 1, name: chosen.name - 1 };
  // a header that is known needs no choice
  const known = named?.isUnsure === false ? named : null;
  const { id, name } = known ?? asChosen ?? named ?? { id: 0, name: 1 };
  file.columns = {
    titles: titles.slice(0, 50).map((title) => title.slice(0, 60)),
    id: id + 1,
    name: name + 1,
    hasHeader: at !== -1,
    isAsked,
  };
  if (at !== -1) {
    sayHeader(file, titles, { id, name });
    sayPassedOver(file, records.slice(0, at));
    return { layout: { id, name, count }, rows: records.slice(at + 1) };
  }
  const start = first + (chosen?.hasHeader ? 1 : 0);
  sayPassedOver(file, records.slice(0, first));
  return {
    // where nobody has said so, a third column may be a part of a name with a comma in it
    layout: { id, name, count: chosen ? count : 2 },
    rows: records.slice(start),
  };
}

function sayHeader(
  { notes }: OwnerFile,
  titles: string[],
  { id, name }: { id: number; name: number },
) {
  const [idTitle = "", nameTitle = ""] = [titles[id]?.trim(), titles[name]?.trim()];
  if (idTitle.toLowerCase() === "id" && nameTitle.toLowerCase() === "name") return;
  notes.push(
    `IDs are read from “${idTitle.slice(0, 60)}”, names from “${nameTitle.slice(0, 60)}”.`,
  );
}

function sayPassedOver({ notes }: OwnerFile, records: CsvRecord[]): void {
  const lines = records.filter((record) => !isEmpty(record)).map(({ line }) => line);
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined) return;
  notes.push(
    first === last
      ? `Line ${first} comes before the rows and was passed over.`
      : `Lines ${first} to ${last} come before the rows and were passed over.`,
  );
}

/** The number of cells that most records have. */
function mostCells(texts: string[][]): number {
  const counts = new Map<number, number>();
  for (const { length } of texts) counts.set(length, (counts.get(length) ?? 0) + 1);
  return (
    [...counts].toSorted(
      ([length, one], [longer, other]) => other - one || longer - length,
    )[0]?.[0] ?? 2
  );
}

/** A line of spaces is one too; cells of spaces may be somebody's. */
const isEmpty = ({ cells }: CsvRecord) =>
  cells.every((cell) => cell === "") || (cells.length === 1 && cells[0]?.trim() === "");

function ownerLine({ line, cells }: CsvRecord, { id, name, count }: Layout): OwnerLine {
  const text = (index: number) => fromFormulaSafe(cells[index] ?? "");
  return { line, id: text(id), name: text(name), problem: problemOf(cells, count) };
}

function problemOf(cells: (string | null)[], count: number): string | null {
  if (cells.includes(null))
    return "There are letters that are not UTF-8; save the file as CSV in UTF-8.";
  // cells that are missing at the end are empty ones that a program left out
  if (cells.slice(count).every((cell) => cell?.trim() === "")) return null;
  return `The row has ${cells.length} columns instead of ${count}. A text with the separator in it must stand in quotes.`;
}

function columnsMissing(): DomainError {
  return new DomainError("invalid_input", "The file has no header that we know.", {
    fields: {
      idColumn: "Say which column has the IDs.",
      nameColumn: "Say which column has the names.",
    },
    hint: "Name the columns id and name, or choose them.",
  });
}

function tooManyRows(): DomainError {
  return new DomainError("too_large", `The file has more than ${rowsAtMost} rows.`, {
    fields: { body: `Send at most ${rowsAtMost} rows.` },
    hint: "Import it in parts.",
  });
}
