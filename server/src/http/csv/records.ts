import { isUtf8 } from "node:buffer";
import { setImmediate } from "node:timers/promises";
import { CsvError, parse, type InfoRecord } from "csv-parse";
import { createSeparatorSearch } from "./separator.ts";

/** A record of a CSV file. */
export interface CsvRecord {
  /** of the file, where the record begins; the first is 1 */
  line: number;
  /** null: its bytes are no UTF-8 */
  cells: (string | null)[];
}

/** The file is no CSV from this line on. */
export class BrokenCsv extends Error {
  override readonly name = "BrokenCsv";
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** bytes; an id and a name of 200 characters each are far below, and an open quote ends here */
const longestRecord = 64 * 1024;
/** bytes that are read at one go */
const piece = 64 * 1024;
const newline = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = [0xef, 0xbb, 0xbf];

/** Reads CSV (RFC 4180, UTF-8, a byte-order mark may stand first) as it comes; the separator is found by its first lines, best the one by which `isHeader` knows a record. Throws `BrokenCsv`, and what `body` throws. */
export async function* readCsv(
  body: AsyncIterable<Uint8Array>,
  isHeader: (cells: string[]) => boolean,
): AsyncIterable<CsvRecord> {
  const chunks: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
  const { start, isWhole } = await firstLines(chunks);
  if (start.length === 0) return;
  if (isUtf16(start)) throw new BrokenCsv(1, "The file is UTF-16; save it as CSV in UTF-8.");
  const hasMark = byteOrderMark.every((byte, index) => start[index] === byte);
  const text = Buffer.from(hasMark ? start.subarray(byteOrderMark.length) : start).toString();
  const reader = createReader(createSeparatorSearch(isHeader)(text, isWhole));
  let chunk: Uint8Array | undefined = hasMark ? start.subarray(byteOrderMark.length) : start;
  while (chunk) {
    for (let at = 0; at < chunk.length; at += piece) {
      yield* reader.read(chunk.subarray(at, at + piece));
      // a file that came in one piece must not hold up what else is asked
      await setImmediate();
    }
    const next: IteratorResult<Uint8Array> = await chunks.next();
    chunk = next.done ? undefined : next.value;
  }
  yield* reader.read(null);
}

/** The library's parser, asked chunk by chunk: as a stream it would lose the rows before a broken one. */
function createReader(delimiter: string) {
  const lines = createLineCounter();
  let records: CsvRecord[] = [];
  let broken: BrokenCsv | null = null;
  const parser = parse({
    delimiter,
    encoding: null,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
    on_record: (cells: unknown, { bytes }: InfoRecord) => {
      // without an encoding they are bytes, which the library's types leave out
      records.push({ line: lines.next(), cells: (cells as Uint8Array[]).map(decode) });
      lines.passed(bytes);
      return null;
    },
  }).resume();
  parser.on("error", (error) => {
    broken = new BrokenCsv(lines.next(), sentenceOf(error));
  });
  const closed = new Promise((resolve) => parser.once("close", resolve));
  return {
    /** The records that end in this chunk, null at the end; throws once all before the broken one were given. */
    async *read(chunk: Uint8Array | null): AsyncIterable<CsvRecord> {
      if (chunk) {
        lines.add(chunk);
        await new Promise((resolve) => parser.write(chunk, resolve));
      } else {
        parser.end();
        await closed;
      }
      const found = records;
      records = [];
      yield* found;
      if (broken) throw broken;
    },
  };
}

/** The bytes of at least the first lines, which tell encoding and separator. */
async function firstLines(
  chunks: AsyncIterator<Uint8Array>,
): Promise<{ start: Uint8Array; isWhole: boolean }> {
  let start = Buffer.alloc(0);
  while (start.length < longestRecord) {
    const next: IteratorResult<Uint8Array> = await chunks.next();
    if (next.done) return { start, isWhole: true };
    start = Buffer.concat([start, next.value]);
  }
  return { start, isWhole: false };
}

/** With its mark, or with a NUL beside nearly every letter. */
function isUtf16(start: Uint8Array): boolean {
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff))
    return true;
  const sample = start.subarray(0, 1_000);
  const zeros = [0, 1].map(
    (rest) => sample.filter((byte, index) => byte === 0 && index % 2 === rest).length,
  );
  return sample.length >= 8 && Math.max(...zeros) > sample.length / 3;
}

function decode(cell: Uint8Array): string | null {
  return isUtf8(cell) ? Buffer.from(cell).toString() : null;
}

const quoteInside =
  "A quote stands in the middle of a text. Put the whole text in quotes and write each quote in it twice.";
const sentences: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "A quote that opens here is not closed.",
  CSV_MAX_RECORD_SIZE: "The row is longer than 64 kB; perhaps a quote is not closed.",
  CSV_INVALID_CLOSING_QUOTE: quoteInside,
  INVALID_OPENING_QUOTE: quoteInside,
};

function sentenceOf(error: Error): string {
  return (error instanceof CsvError && sentences[error.code]) || "This is no CSV.";
}

/** Knows at which line of the file a record begins, whatever stands in it. */
function createLineCounter() {
  let read = 0;
  let line = 1;
  let isEmpty = true;
  let before = 0;
  /** where lines that are not empty begin; those before `first` are passed */
  let begins: { at: number; line: number }[] = [];
  let first = 0;
  return {
    add(chunk: Uint8Array): void {
      begins = begins.slice(first);
      first = 0;
      for (const byte of chunk) {
        const ends = byte === carriageReturn || (byte === newline && before !== carriageReturn);
        if (ends) line += 1;
        if (byte === newline || byte === carriageReturn) isEmpty = true;
        else if (isEmpty) {
          isEmpty = false;
          begins.push({ at: read, line });
        }
        before = byte;
        read += 1;
      }
    },
    /** all up to this byte was read as records */
    passed(bytes: number): void {
      while ((begins[first]?.at ?? bytes) < bytes) first += 1;
    },
    next: () => begins[first]?.line ?? line,
  };
}
