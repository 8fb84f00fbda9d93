import * as z from "zod";
import { type AccountsPage, StackOneError } from "../../domain/ports/stackone.ts";

/** asked for; StackOne's own default is 25 — list-linked-accounts */
export const pageSize = 100;
/** A first page of 25 to 99 may be one that StackOne cut, so the next is asked for too. */
const smallestCut = 25;
export const mostPages = 2_000;

const Envelope = z.object({
  data: z.array(z.unknown()),
  page: z.number().optional().catch(undefined),
  total: z.number().optional().catch(undefined),
});

/** A page as a bare array or as `{ data }`; both are documented (docs/stackone.md, 5.1). */
function readPage(json: unknown, what: string): z.infer<typeof Envelope> {
  const page = Array.isArray(json) ? { data: json } : Envelope.safeParse(json).data;
  if (!page) throw wrongShape(what);
  return page;
}

/** The entries of a list, whatever its envelope. */
export function entriesOf(json: unknown, what: string): unknown[] {
  return readPage(json, what).data;
}

/** Where a list goes on: what the pages so far taught of how it pages. As JSON it may outlive the process. */
const Cursor = z.object({
  /** the list that it belongs to; missing where an older console wrote it */
  what: z.string().optional(),
  page: z.number(),
  firstPage: z.number(),
  fullPage: z.number(),
  received: z.number(),
  /** the entry with which the last page ended; the same again says that the list does not page */
  last: z.string(),
});
type Cursor = z.infer<typeof Cursor>;

/** An entry of a list that the console cannot read. */
export interface Unreadable {
  /** where it can be told */
  id: string | null;
  /** the field that is not as expected, never its value */
  field: string;
  entry: unknown;
}

/** How one list is read. */
export interface List<Item extends { id: string }> {
  /** its path or name, for errors */
  what: string;
  item: z.ZodType<Item>;
  /** called with each entry that cannot be read; it is left out. Throwing ends the reading. */
  onUnreadable?: (unreadable: Unreadable) => void;
  ask: (query: [string, string][]) => Promise<unknown>;
}

/** One page of a list, and where the next begins; null: this was the last. A cursor that cannot be read is `rejected`. */
export async function onePage<Item extends { id: string }>(
  { what, item, ask, onUnreadable }: List<Item>,
  from: string | null,
): Promise<AccountsPage<Item>> {
  const cursor = from === null ? null : readCursor(from, what);
  const paging: [string, string][] = [["page_size", String(pageSize)]];
  // The first page is asked for without its number, which nobody documents.
  if (cursor) paging.unshift(["page", String(cursor.page)]);
  const { data, page, total } = readPage(await ask(paging), what);
  const received = (cursor?.received ?? 0) + data.length;
  const last = data.length === 0 ? undefined : sortKeyOf(data.at(-1));
  if (last !== undefined && last === cursor?.last)
    throw wrongShape(`${what} (the same page again)`);
  if (total !== undefined && data.length === 0 && received < total)
    throw wrongShape(`${what} (fewer than its total)`);
  const items = readEntries(item, data, what, onUnreadable);
  const firstPage = cursor?.firstPage ?? page ?? 1;
  const next: Cursor = {
    what,
    page: (cursor?.page ?? firstPage) + 1,
    firstPage,
    fullPage: cursor?.fullPage ?? Math.max(smallestCut, data.length),
    received,
    last: last ?? "",
  };
  const isLast =
    total === undefined ? data.length < (cursor?.fullPage ?? smallestCut) : received >= total;
  if (!isLast && next.page - firstPage >= mostPages) throw wrongShape(`${what} (no last page)`);
  return { items, next: isLast ? null : JSON.stringify(next), total: total ?? null };
}

const WithId = z.object({ id: z.union([z.string().min(1), z.number().transform(String)]) });

function idOf(entry: unknown): string | null {
  return WithId.safeParse(entry).data?.id ?? null;
}

/** What tells one page's end from another's, also where the entry has no id. */
function sortKeyOf(entry: unknown): string {
  return idOf(entry) ?? JSON.stringify(entry).slice(0, 200);
}

function readEntries<Item>(
  item: z.ZodType<Item>,
  data: unknown[],
  what: string,
  onUnreadable: List<{ id: string }>["onUnreadable"],
): Item[] {
  return data.flatMap((entry) => {
    const parsed = item.safeParse(entry);
    if (parsed.success) return [parsed.data];
    const field = fieldOf(parsed.error);
    if (!onUnreadable) throw wrongShape(`${what} (${field})`);
    onUnreadable({ id: idOf(entry), field, entry });
    return [];
  });
}

function readCursor(text: string, what: string): Cursor {
  const lost = new StackOneError(
    "rejected",
    "The place where the reading stopped is not known any more",
  );
  let cursor: Cursor;
  try {
    cursor = Cursor.parse(JSON.parse(text));
  } catch {
    throw lost;
  }
  // A page number of one list says nothing about another.
  if (cursor.what !== undefined && cursor.what !== what) throw lost;
  return cursor;
}

/** All pages of a list, entries seen before left out. */
export async function* eachPage<Item extends { id: string }>(
  list: List<Item>,
): AsyncGenerator<Item[]> {
  const seen = new Set<string>();
  let next: string | null = null;
  do {
    const page: AccountsPage<Item> = await onePage(list, next);
    const fresh = page.items.filter(({ id }) => !seen.has(id) && seen.add(id));
    if (page.items.length > 0 && fresh.length === 0)
      throw wrongShape(`${list.what} (the same page again)`);
    if (next === null || fresh.length > 0) yield fresh;
    next = page.next;
  } while (next !== null);
}

function fieldOf(error: z.ZodError): string {
  return error.issues[0]?.path.join(".") || "not an object";
}

/** Parses a part of an answer; the error names the list or object, never a value. */
export function parseWire<Output>(schema: z.ZodType<Output>, value: unknown, what: string): Output {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw wrongShape(`${what} (${fieldOf(parsed.error)})`);
  return parsed.data;
}

export function wrongShape(what: string, mayHaveActed = false): StackOneError {
  return new StackOneError(
    "unavailable",
    `StackOne's answer has another shape than expected: ${what}`,
    { mayHaveActed, unreadable: true },
  );
}
