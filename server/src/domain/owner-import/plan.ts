import type { ImportedRow, NearEqualOwner, Owner } from "@connect-console/shared/owner";
import { looksLikeToken } from "@connect-console/shared/text";
import { checkOwnerLine, spreadsheetTrace } from "./line.ts";
import type { Context } from "../context.ts";
import { NearEqualIndex } from "../owner/similar-name-index.ts";
import type { OwnerLine } from "./line.ts";

/** An owner to be written: a new one, or (`before`) the name that a known one had when the file was read. */
export interface OwnerChange {
  id: string;
  name: string;
  before: string | null;
}

export interface OwnerImportPlan {
  rows: ImportedRow[];
  changes: OwnerChange[];
  /** a part of the file could not be read */
  isBroken: boolean;
}

interface NewName {
  id: string;
  name: string;
  line: number;
}

/** Decides row by row what an import does; reads the directory some hundred rows at a time and writes nothing. */
export async function planOwnerImport(
  ctx: Pick<Context, "store">,
  batches: AsyncIterable<OwnerLine[]>,
  { renames }: { renames: boolean },
): Promise<OwnerImportPlan> {
  const plan: OwnerImportPlan = { rows: [], changes: [], isBroken: false };
  /** id → the line that names it first */
  const lineOf = new Map<string, number>();
  const newNames = new NearEqualIndex<NewName>();
  for await (const lines of batches) {
    const decided = await decide(ctx, lines, lineOf, renames);
    const changes = decided.flatMap(({ change }) => (change ? [change] : []));
    const warn = await warnings(ctx, changes, newNames);
    for (const { row, change } of decided) {
      const warning = change && warn({ ...change, line: row.line });
      const message = [row.message, change && spreadsheetTrace(change), warning]
        .filter(Boolean)
        .join(" ");
      plan.rows.push(message === "" ? row : { ...row, message });
    }
    plan.changes.push(...changes);
    plan.isBroken ||= lines.some(({ isBroken }) => isBroken);
  }
  return plan;
}

interface Decided {
  row: ImportedRow;
  change: OwnerChange | null;
}

async function decide(
  { store }: Pick<Context, "store">,
  lines: OwnerLine[],
  lineOf: Map<string, number>,
  renames: boolean,
): Promise<Decided[]> {
  const checked = lines.map((line) => ({ line, ...checkOwnerLine(line) }));
  const ids = checked.flatMap(({ line, owner }) => [line.id, ...(owner ? [owner.id] : [])]);
  const known = new Map(
    (await store.owners.getMany([...new Set(ids)])).map((owner) => [owner.id, owner]),
  );
  const secret = new Set<OwnerLine>();
  for (const { line, owner } of checked) {
    const text = `${line.id} ${line.name}`;
    // so long a word is rare, and each is compared with every token
    if (owner && looksLikeToken(text) && (await store.connectSessions.isSecretIn(text)))
      secret.add(line);
  }
  return checked.map(({ line, owner, problem }) => {
    // what StackOne has stays as it is, whatever staff may type
    const isSame = line.problem === null && known.get(line.id)?.name === line.name;
    const { id, name } = isSame ? line : (owner ?? line);
    const first = lineOf.get(id);
    if (line.problem === null && first !== undefined)
      return failed(line, `Line ${first} names this id already.`);
    if (line.problem === null) lineOf.set(id, line.line);
    const row = { line: line.line, id, name };
    if (isSame) return { row: { ...row, result: "same" }, change: null };
    if (!owner) return failed(line, problem);
    if (secret.has(line))
      return failed(
        { ...line, id: "", name: "" },
        "The row carries the token of an auth link, which is a secret.",
      );
    const there = known.get(id);
    if (!there) return { row: { ...row, result: "add" }, change: { id, name, before: null } };
    if (there.name === name) return { row: { ...row, result: "same" }, change: null };
    if (!renames) return failed(line, `${standsAs(there)} Ask for renames where that is meant.`);
    const message = `${standsAs(there)} Accounts keep their name at StackOne, and links with the new name do not find them.`;
    return {
      row: { ...row, result: "renamed", message },
      change: { id, name, before: there.name },
    };
  });
}

/** The longest text that a row gives back; no valid one is longer. */
const shown = 200;

function failed({ line, id, name }: OwnerLine, message: string): Decided {
  const row = { line, id: id.slice(0, shown), name: name.slice(0, shown) };
  return { row: { ...row, result: "error", message }, change: null };
}

function standsAs({ name, accounts, otherNames }: Owner): string {
  const elsewhere = otherNames.reduce((sum, other) => sum + other.accounts, 0);
  return `The id is there as “${name}”, with ${accountsThere(accounts - elsewhere)}.`;
}

function accountsThere(accounts: number): string {
  if (accounts === 0) return "no account";
  return accounts === 1 ? "1 account" : `${accounts} accounts`;
}

/** Whom each of these could be taken for: an owner of the directory, or of an earlier line. */
async function warnings(
  { store }: Pick<Context, "store">,
  changes: OwnerChange[],
  newNames: NearEqualIndex<NewName>,
): Promise<(change: NewName) => string | undefined> {
  const there = new NearEqualIndex<NearEqualOwner>();
  const alike = await store.owners.namesLike(changes.map(({ name }) => name));
  for (const owner of alike.toSorted((one, other) => other.accounts - one.accounts))
    there.add(owner);
  return (change) => {
    const isOther = ({ id }: { id: string }) => id !== change.id;
    const owner = there.find(change.name, isOther);
    const earlier = newNames.find(change.name, isOther);
    newNames.add(change);
    if (owner)
      return `Nearly the same as ${owner.name} (${owner.id}), with ${accountsThere(owner.accounts)}: StackOne matches the exact id and name, so links for this one make second accounts.`;
    return earlier && `Nearly the same as ${earlier.name} (${earlier.id}) of line ${earlier.line}.`;
  };
}
