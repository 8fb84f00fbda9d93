import { OwnerImportQuery, type OwnerFile, type OwnerImport } from "@connect-console/shared/owner";
import { Hono, type MiddlewareHandler } from "hono";
import { DomainError } from "../../domain/domain-error.ts";
import { importOwners } from "../../domain/owner-import/import.ts";
import type { AppEnv } from "../deps.ts";
import { readOwnerFile, type ChosenColumns } from "../csv/owner-lines.ts";
import { valid } from "../middleware/validate.ts";

const maxFile = 20 * 1024 * 1024;

/** `POST /api/owners/import`, whose body is no JSON and may be large; it is read as it comes. */
export const ownerImportRoutes = new Hono<AppEnv>().post(
  "/",
  requireCsv,
  valid("query", OwnerImportQuery),
  async (c) => {
    const { dryRun, renames, ...columns } = c.req.valid("query");
    const announced = Number(c.req.header("content-length") ?? 0);
    if (announced > maxFile) throw tooLarge();
    const wishes = { dryRun: dryRun === "true", renames: renames === "true" };
    const file = readOwnerFile(limited(c.req.raw.body), {
      chosen: chosenOf(columns),
      mayAsk: wishes.dryRun,
    });
    const imported = await importOwners(c.get("ctx"), file.lines, wishes);
    return c.json(withFile(imported, file.report()));
  },
);

function chosenOf({ idColumn, nameColumn, header }: OwnerImportQuery): ChosenColumns | null {
  if (idColumn === undefined || nameColumn === undefined) return null;
  return { id: idColumn, name: nameColumn, hasHeader: header === "true" };
}

/** Where no row fits, one sentence about the file says more than the same one at each row. */
function withFile(
  imported: Omit<OwnerImport, keyof OwnerFile>,
  { notes, columns }: OwnerFile,
): OwnerImport {
  const { rows, errors } = imported;
  const counts = Map.groupBy(rows, ({ message }) => message ?? "");
  const [most] = [...counts].toSorted(([, one], [, other]) => other.length - one.length);
  const isMisfit = rows.length > 1 && errors === rows.length && most !== undefined;
  const sentence =
    isMisfit && `None of the ${rows.length} rows is an owner. At ${most[1].length}: ${most[0]}`;
  return { ...imported, notes: sentence ? [sentence, ...notes] : notes, columns };
}

/** A form of another site cannot send CSV without asking first, as with JSON. */
async function requireCsv(...[c, next]: Parameters<MiddlewareHandler<AppEnv>>): Promise<void> {
  const [mediaType, ...parameters] = (c.req.header("content-type") ?? "").toLowerCase().split(";");
  const charset = parameters.find((each) => each.trim().startsWith("charset="));
  const isUtf8 = charset === undefined || /^charset="?utf-?8"?$/.test(charset.trim());
  if (mediaType?.trim() !== "text/csv" || !isUtf8)
    throw new DomainError(
      "unsupported_media_type",
      "An import needs a body of type text/csv, in UTF-8.",
      {
        fields: { "Content-Type": "Send text/csv." },
      },
    );
  await next();
}

async function* limited(body: ReadableStream<Uint8Array> | null): AsyncIterable<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > maxFile) throw tooLarge();
    yield chunk;
  }
}

function tooLarge(): DomainError {
  return new DomainError("too_large", "The file is larger than 20 MB.", {
    fields: { body: "Send at most 20 MB." },
    hint: "Import it in parts.",
  });
}
