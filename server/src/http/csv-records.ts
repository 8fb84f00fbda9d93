import { isUtf8 } from "node:buffer";
import { setImmediate } from "node:timers/promises";
import { CsvError, parse, type InfoRecord } from "csv-parse";

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

/** Reads CSV (RFC 4180, UTF-8, a byte-order mark may stand first; commas, or what else separates the first line) as it comes. Throws `BrokenCsv`, and what `body` throws. */
export async function* readCsv(body: AsyncIterable<Uint8Array>): AsyncIterable<CsvRecord> {
  const chunks: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
  const start = await firstLine(chunks);
  if (start.length === 0) return;
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff))
    throw new BrokenCsv(1, "The file is UTF-16; save it as CSV in UTF-8.");
  const hasMark = byteOrderMark.every((byte, index) => start[index] === byte);
  const reader = createReader(separatorOf(start));
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

/** At least the bytes of the first line, which tells encoding and separator. */
async function firstLine(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let start = Buffer.alloc(0);
  while (
    start.length < longestRecord &&
    !start.includes(newline) &&
    !start.includes(carriageReturn)
  ) {
    const next: IteratorResult<Uint8Array> = await chunks.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  return start;
}

/** Spreadsheets of some languages write semicolons, and text files tabs. */
function separatorOf(start: Uint8Array): string {
  const [line = ""] = Buffer.from(start)
    .toString()
    .split(/[\r\n]/, 1);
  if (line.includes(",")) return ",";
  return [";", "\t"].find((separator) => line.includes(separator)) ?? ",";
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
