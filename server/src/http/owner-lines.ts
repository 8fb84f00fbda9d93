import { setImmediate } from "node:timers/promises";
import { DomainError } from "../domain/domain-error.ts";
import type { OwnerLine } from "../domain/owner-line.ts";
import { BrokenCsv, readCsv, type CsvRecord } from "./csv-records.ts";
import { fromFormulaSafe } from "./formula-safe.ts";

const batch = 500;
/** rows; what is more could not be looked through anyway */
const rowsAtMost = 200_000;

/** Where id and name stand; the first row may name its columns, and then more of them are left alone. */
interface Columns {
  id: number;
  name: number;
  /** how many a row has to have; null: as many as it likes */
  count: number;
}

/** Reads a file of owners, some hundred rows at a time. Where it stops being CSV, the last row says so. Throws too_large. */
export async function* readOwnerLines(body: AsyncIterable<Uint8Array>): AsyncIterable<OwnerLine[]> {
  let lines: OwnerLine[] = [];
  for await (const line of ownerLines(body)) {
    lines.push(line);
    if (lines.length < batch) continue;
    yield lines;
    lines = [];
    await setImmediate();
  }
  if (lines.length > 0) yield lines;
}

async function* ownerLines(body: AsyncIterable<Uint8Array>): AsyncIterable<OwnerLine> {
  let columns: Columns | null = null;
  let rows = 0;
  try {
    for await (const record of readCsv(body)) {
      if (columns === null) {
        const header = headerOf(record);
        columns = header ?? { id: 0, name: 1, count: 2 };
        if (header) continue;
        const problem = unknownHeader(record);
        if (problem !== null) throw new BrokenCsv(record.line, problem);
      }
      rows += 1;
      if (rows > rowsAtMost) throw tooManyRows();
      yield ownerLine(record, columns);
    }
  } catch (error) {
    if (!(error instanceof BrokenCsv)) throw error;
    const problem = `${error.message} From here on the file cannot be read, so nothing of it is imported.`;
    yield { line: error.line, id: "", name: "", problem, isBroken: true };
  }
}

function headerOf({ cells }: CsvRecord): Columns | null {
  const names = cells.map((cell) => cell?.trim().toLowerCase());
  const [id, name] = [names.indexOf("id"), names.indexOf("name")];
  return id === -1 || name === -1 ? null : { id, name, count: cells.length };
}

/** A header in other words would be taken for an owner. */
function unknownHeader({ cells }: CsvRecord): string | null {
  const isTitle = (cell: string | null) =>
    /(^|[\s_-])(id|ids|key|name|company|customer|owner|account|organi[sz]ation|title)$/i.test(
      cell ?? "",
    );
  return cells.length > 1 && cells.every(isTitle)
    ? "This looks like a header, but it does not name the columns id and name."
    : null;
}

function ownerLine({ line, cells }: CsvRecord, { id, name, count }: Columns): OwnerLine {
  const text = (index: number) => fromFormulaSafe(cells[index] ?? "");
  return { line, id: text(id), name: text(name), problem: problemOf(cells, count) };
}

function problemOf(cells: (string | null)[], count: number): string | null {
  if (cells.includes(null))
    return "There are letters that are not UTF-8; save the file as CSV in UTF-8.";
  if (cells.length === count) return null;
  const found = cells.length === 1 ? "1 column" : `${cells.length} columns`;
  return `The row has ${found} instead of ${count}. A text with a comma in it must stand in quotes.`;
}

function tooManyRows(): DomainError {
  return new DomainError("too_large", `The file has more than ${rowsAtMost} rows.`, {
    fields: { body: `at most ${rowsAtMost} rows` },
    hint: "Import it in parts.",
  });
}
