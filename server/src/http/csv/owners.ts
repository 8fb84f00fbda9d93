import type { OwnerReference } from "@connect-console/shared/owner";
import { csvOf } from "./to-csv.ts";

/** Owners as CSV, each cell in quotes; imported again it changes nothing. */
export function ownerCsv(pages: AsyncIterable<OwnerReference[]>): AsyncIterable<string> {
  return csvOf<OwnerReference>(
    [
      ["id", ({ id }) => id],
      ["name", ({ name }) => name],
    ],
    pages,
    {
      quoted: true,
    },
  );
}
