import * as z from "zod";
import { type AccountsPage, StackOneError } from "../domain/ports/stackone.ts";

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

/** A page as a bare array or as `{ data }`; both are documented (contract, 5.1). */
function readPage(json: unknown, what: string): z.infer<typeof Envelope> {
  const page = Array.isArray(json) ? { data: json } : Envelope.safeParse(json).data;
  if (!page) throw wrongShape(what);
  return page;
}

/** Where a list goes on: what the pages so far taught of how it pages. As JSON it may outlive the process. */
const Cursor = z.object({
  page: z.number(),
  firstPage: z.number(),
  fullPage: z.number(),
  received: z.number(),
  /** the entry with which the last page ended; the same again says that the list does not page */
  last: z.string(),
});
type Cursor = z.infer<typeof Cursor>;

/** One page of a list, and where the next begins; null: this was the last. A cursor that cannot be read is `rejected`. */
export async function onePage<Item extends { id: string }>(
  what: string,
  item: z.ZodType<Item>,
  ask: (query: [string, string][]) => Promise<unknown>,
  from: string | null,
): Promise<AccountsPage<Item>> {
  const cursor = from === null ? null : readCursor(from);
  const paging: [string, string][] = [["page_size", String(pageSize)]];
  // The first page is asked for without its number, which nobody documents.
  if (cursor) paging.unshift(["page", String(cursor.page)]);
  const { data, page, total } = readPage(await ask(paging), what);
  const items = data.map((entry) => parseWire(item, entry, what));
  const received = (cursor?.received ?? 0) + items.length;
  const last = items.at(-1)?.id;
  if (last !== undefined && last === cursor?.last)
    throw wrongShape(`${what} (the same page again)`);
  if (total !== undefined && items.length === 0 && received < total)
    throw wrongShape(`${what} (fewer than its total)`);
  const firstPage = cursor?.firstPage ?? page ?? 1;
  const next: Cursor = {
    page: (cursor?.page ?? firstPage) + 1,
    firstPage,
    fullPage: cursor?.fullPage ?? Math.max(smallestCut, items.length),
    received,
    last: last ?? "",
  };
  const isLast =
    total === undefined ? items.length < (cursor?.fullPage ?? smallestCut) : received >= total;
  if (!isLast && next.page - firstPage >= mostPages) throw wrongShape(`${what} (no last page)`);
  return { items, next: isLast ? null : JSON.stringify(next), total: total ?? null };
}

function readCursor(text: string): Cursor {
  try {
    return Cursor.parse(JSON.parse(text));
  } catch {
    throw new StackOneError(
      "rejected",
      "The place where the reading stopped is not known any more",
    );
  }
}

/** All pages of a list, entries seen before left out. An entry without a field that we need is `unavailable`: a list with holes would prove nothing. */
export async function* eachPage<Item extends { id: string }>(
  what: string,
  item: z.ZodType<Item>,
  ask: (query: [string, string][]) => Promise<unknown>,
): AsyncGenerator<Item[]> {
  const seen = new Set<string>();
  let next: string | null = null;
  do {
    const page: AccountsPage<Item> = await onePage(what, item, ask, next);
    const fresh = page.items.filter(({ id }) => !seen.has(id) && seen.add(id));
    if (page.items.length > 0 && fresh.length === 0)
      throw wrongShape(`${what} (the same page again)`);
    if (next === null || fresh.length > 0) yield fresh;
    next = page.next;
  } while (next !== null);
}

/** Parses a part of an answer; the error names the list or object, never a value. */
export function parseWire<Output>(schema: z.ZodType<Output>, value: unknown, what: string): Output {
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw wrongShape(`${what} (${parsed.error.issues[0]?.path.join(".") || "not an object"})`);
  return parsed.data;
}

export function wrongShape(what: string, mayHaveActed = false): StackOneError {
  return new StackOneError(
    "unavailable",
    `StackOne's answer has another shape than expected: ${what}`,
    { mayHaveActed },
  );
}
