import * as z from "zod";
import { StackOneError } from "../domain/ports/stackone.ts";

/** asked for; StackOne's own default is 25 — list-linked-accounts */
const pageSize = 100;
/** A first page of 25 to 99 may be one that StackOne cut, so the next is asked for too. */
const smallestCut = 25;
const mostPages = 2_000;

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

/** All pages of a list, entries seen before left out. An entry without a field that we need is `unavailable`: a list with holes would prove nothing. */
export async function* eachPage<Item extends { id: string }>(
  what: string,
  item: z.ZodType<Item>,
  ask: (query: [string, string][]) => Promise<unknown>,
): AsyncGenerator<Item[]> {
  const seen = new Set<string>();
  let firstPage = 1;
  let received = 0;
  let fullPage = smallestCut;
  for (let index = 0; index < mostPages; index += 1) {
    const paging: [string, string][] = [["page_size", String(pageSize)]];
    // The first page is asked for without its number, which nobody documents.
    if (index > 0) paging.unshift(["page", String(firstPage + index)]);
    const { data, page, total } = readPage(await ask(paging), what);
    if (index === 0) firstPage = page ?? 1;
    const items = data.map((entry) => parseWire(item, entry, what));
    const fresh = items.filter(({ id }) => !seen.has(id) && seen.add(id));
    received += items.length;
    if (items.length > 0 && fresh.length === 0) throw wrongShape(`${what} (the same page again)`);
    if (total !== undefined && items.length === 0 && received < total)
      throw wrongShape(`${what} (fewer than its total)`);
    if (index === 0 || fresh.length > 0) yield fresh;
    if (total === undefined ? items.length < fullPage : received >= total) return;
    if (index === 0) fullPage = items.length;
  }
  throw wrongShape(`${what} (no last page)`);
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
