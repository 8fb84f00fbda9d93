import { setImmediate } from "node:timers/promises";
import type { OwnerReference } from "@connect-console/shared/owner";
import { stringify } from "csv-stringify/sync";
import { formulaSafe } from "./formula-safe.ts";

/** Owners as CSV (RFC 4180, UTF-8 with a mark for spreadsheets); imported again it changes nothing. */
export async function* ownerCsv(pages: AsyncIterable<OwnerReference[]>): AsyncIterable<string> {
  yield rows([["id", "name"]], true);
  for await (const page of pages) {
    if (page.length > 0)
      yield rows(page.map(({ id, name }) => [formulaSafe(id), formulaSafe(name)]));
    await setImmediate();
  }
}

function rows(records: string[][], bom = false): string {
  return stringify(records, { bom, quoted: true, record_delimiter: "windows" });
}
