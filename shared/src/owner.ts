import * as z from "zod/mini";
import { noInvisibleCharacters, notEmpty, SearchText, StaffText } from "./text.ts";

/** A customer's organisation: `origin_owner_id` with its exact `origin_owner_name`. One id may occur under several names. */
export const Owner = z.object({
  id: z.string(),
  name: z.string(),
  otherNames: z.array(z.object({ name: z.string(), accounts: z.number() })),
  source: z.enum(["accounts", "staff", "import"]),
  accounts: z.number(),
});
export type Owner = z.infer<typeof Owner>;

/** An owner whose name, the one given here, is the same as another's or nearly so; `accounts` are those under that name. */
export const NearEqualOwner = z.object({ id: z.string(), name: z.string(), accounts: z.number() });
export type NearEqualOwner = z.infer<typeof NearEqualOwner>;

/** The two values that StackOne matches on, byte for byte. */
export const OwnerReference = z.object({ id: z.string(), name: z.string() });
export type OwnerReference = z.infer<typeof OwnerReference>;

/** `POST /api/owners` */
export const OwnerInput = z.strictObject({
  id: StaffText.check(notEmpty, noInvisibleCharacters),
  name: StaffText.check(notEmpty),
});
export type OwnerInput = z.infer<typeof OwnerInput>;

/** `POST /api/owners/:id/rename`: `before` is the name that the person was shown. A name that StackOne has may hold what staff could not type. */
export const OwnerRename = z.strictObject({
  name: z.string().check(notEmpty, z.maxLength(1_000)),
  before: z.string(),
});
export type OwnerRename = z.infer<typeof OwnerRename>;

/** `POST /api/owners/preview` with what `POST /api/owners` would get: whom the new owner could be taken for. */
export const OwnerPreview = z.object({ nearEqual: z.array(NearEqualOwner) });
export type OwnerPreview = z.infer<typeof OwnerPreview>;

/** `POST /api/owners/import`; without `dryRun=true` the rows that are no errors are written, without `renames=true` a new name for a known id is an error. `idColumn` and `nameColumn`, from 1, say where they stand in a file whose header is not known; `header=true`: its first row names columns all the same. */
export const OwnerImportQuery = z
  .strictObject({
    dryRun: z.optional(z.enum(["true", "false"])),
    renames: z.optional(z.enum(["true", "false"])),
    idColumn: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(1000))),
    nameColumn: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(1000))),
    header: z.optional(z.enum(["true", "false"])),
  })
  .check(
    z.refine(
      ({ idColumn, nameColumn }) =>
        (idColumn === undefined) === (nameColumn === undefined) &&
        (idColumn === undefined || idColumn !== nameColumn),
      {
        error: "Choose two different columns.",
        path: ["nameColumn"],
      },
    ),
  );
export type OwnerImportQuery = z.infer<typeof OwnerImportQuery>;

/** A row of the file; `line` is where it begins, the header counts. `message` says what is wrong, what a rename means, or whom the owner could be taken for. */
export const ImportedRow = z.object({
  line: z.number(),
  id: z.string(),
  name: z.string(),
  result: z.enum(["add", "same", "renamed", "error"]),
  message: z.optional(z.string()),
});
export type ImportedRow = z.infer<typeof ImportedRow>;

/** What is to be said of a file as a whole, and where its ids and names stand, from 1; null for an empty one. `isAsked`: a person has to choose the columns. */
export const OwnerFile = z.object({
  notes: z.array(z.string()),
  columns: z.nullable(
    z.object({
      titles: z.array(z.string()),
      id: z.number(),
      name: z.number(),
      hasHeader: z.boolean(),
      isAsked: z.boolean(),
    }),
  ),
});
export type OwnerFile = z.infer<typeof OwnerFile>;

/** Numbers of rows: `added` and `renamed` are what was written, or would be; both are 0 where a part of the file could not be read. */
export const OwnerImport = z.extend(OwnerFile, {
  rows: z.array(ImportedRow),
  added: z.number(),
  renamed: z.number(),
  errors: z.number(),
});
export type OwnerImport = z.infer<typeof OwnerImport>;

/** `GET /api/owners/:id` */
export const OwnerDetail = z.extend(Owner, { nearEqual: z.array(NearEqualOwner) });
export type OwnerDetail = z.infer<typeof OwnerDetail>;

/** `GET /api/owners`; `limit` comes as text, as all query parameters do. */
export const OwnerQuery = z.strictObject({
  q: z.optional(SearchText),
  cursor: z.optional(z.string()),
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(200))),
});
export type OwnerQuery = z.infer<typeof OwnerQuery>;

export const OwnerPage = z.object({ items: z.array(Owner), nextCursor: z.nullable(z.string()) });
export type OwnerPage = z.infer<typeof OwnerPage>;
