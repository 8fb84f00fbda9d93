import { parse } from "csv-parse/sync";

/** Spreadsheets of many languages write semicolons, text files tabs. */
const separators = [",", ";", "\t", "|"] as const;
/** records that are looked at */
const sampled = 25;

/** The separator that Excel was told in a first line of its own: `sep=;`. */
const separatorLine = /^"?sep=([^\r\n])"?\s*$/i;

/** Whether a record is Excel's line that only tells the separator. */
export function namesSeparator(cells: readonly (string | null)[]): boolean {
  const [first, second, ...more] = cells;
  // split by the separator that it tells, its second half is empty
  return more.length === 0 && !second && /^sep=.?$/i.test(first ?? "");
}

/** Finds what separates the cells of a text: what its first line tells, else by what `isHeader` knows a record, else what splits most lines alike. */
export function createSeparatorSearch(isHeader: (cells: string[]) => boolean) {
  return (start: string, isWhole: boolean): string => {
    const [first = ""] = start.split(/[\r\n]/, 1);
    const named = separatorLine.exec(first)?.[1];
    if (named !== undefined) return named;
    // the last line may be half a one
    const end = Math.max(start.lastIndexOf("\n"), start.lastIndexOf("\r"));
    const text = isWhole || end === -1 ? start : start.slice(0, end);
    const candidates = separators.map((separator) => {
      const records = recordsOf(text, separator);
      return { separator, records, alike: alike(records) };
    });
    const byHeader = candidates.find(({ records }) => records.some(isHeader));
    const [best] = candidates.toSorted((one, other) => other.alike - one.alike);
    return (byHeader ?? best)?.separator ?? ",";
  };
}

function recordsOf(text: string, delimiter: string): string[][] {
  const lines = text
    .split(/\r\n|\n|\r/)
    .slice(0, sampled * 2)
    .join("\n");
  try {
    return parse(lines, {
      delimiter,
      to: sampled,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
  } catch {
    // a quote that is still open: what stands before it tells enough
    return lines
      .split("\n")
      .map((line) => line.split(delimiter))
      .slice(0, sampled);
  }
}

/** How many records have as many cells as most have, two or more; behind a separator there is no space as there is behind a comma in a text. */
function alike(records: string[][]): number {
  const counts = new Map<number, number>();
  for (const cells of records) {
    const isText = cells.length > 1 && cells.slice(1).every((cell) => cell.startsWith(" "));
    if (cells.length > 1 && !isText) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}
