import { setImmediate as others } from "node:timers/promises";
import { stringify } from "csv-stringify/sync";
import type { Context } from "hono";
import { formulaSafe } from "./formula-safe.ts";

/** A column's header, and what stands under it. */
export type CsvColumn<Row> = [header: string, of: (row: Row) => string | number | null];

/** Rows as CSV (RFC 4180, UTF-8 with a mark for spreadsheets); what a spreadsheet would take for a formula, whichever sign it splits at, begins with an apostrophe. `quoted`: each cell, not only where it must be. */
export async function* csvOf<Row>(
  columns: CsvColumn<Row>[],
  batches: AsyncIterable<Row[]>,
  { quoted = false }: { quoted?: boolean } = {},
): AsyncIterable<string> {
  yield lines([columns.map(([header]) => header)], { quoted, bom: true });
  for await (const batch of batches) {
    if (batch.length > 0)
      yield lines(
        batch.map((row) => columns.map(([, of]) => of(row))),
        { quoted },
      );
    await others();
  }
}

function lines(
  records: (string | number | null)[][],
  options: { quoted: boolean; bom?: boolean },
): string {
  const safe = records.map((record) =>
    record.map((cell) => (typeof cell === "string" ? formulaSafe(cell) : cell)),
  );
  return stringify(safe, {
    ...options,
    record_delimiter: "windows",
    // a bare line feed or carriage return ends a line for some readers, and some split at these
    quoted_match: /[\r\n;\t]/,
  });
}

/** Streams it as a file that the browser saves. */
export function answerCsv(c: Context, filename: string, chunks: AsyncIterable<string>): Response {
  c.header("Content-Type", "text/csv; charset=utf-8");
  c.header("Content-Disposition", `attachment; filename="${filename}"`);
  return c.body(ReadableStream.from(chunks).pipeThrough(new TextEncoderStream()));
}
