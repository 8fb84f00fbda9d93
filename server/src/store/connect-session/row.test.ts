import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { Progress } from "@connect-console/shared/connect-session";
import { expect, test } from "vitest";
import { connectSessionToApi } from "../../domain/connect-session/to-api.ts";
import { inputOf } from "../../domain/creation/new-row.ts";
import { StoreError } from "../../domain/ports/store-error.ts";
import { createTestConsole } from "../../domain/testing/test-console.ts";
import type { ConnectSessionColumns } from "../schema/tables.ts";
import { fromColumns, toColumns } from "./row.ts";

interface Before {
  columns: ConnectSessionColumns;
  /** what the console of before answered about it, but `predicted` */
  api: Record<string, unknown>;
  /** from what it re-issued it */
  choices: unknown;
}

/** Rows of every state as a console of before wrote them, and what it said of them; the newest was written by a still older one. */
const rowsOfBefore = readFileSync(
  new URL("../testing/rows-of-before.jsonl", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Before);

/** The columns with their JSON read. */
const stored = ({ details, ...columns }: { details: string }): object => ({
  ...columns,
  details: JSON.parse(details),
});

/** When they were read. */
const now = 1_768_479_180_000;

test("holds rows of every state", () => {
  expect(new Set(rowsOfBefore.map(({ columns }) => columns.progress))).toEqual(
    new Set(Progress.options),
  );
});

test.for(rowsOfBefore)("reads a row of before the same: $columns.search", (before) => {
  const { columns, api, choices } = before;
  const ctx = { ...createTestConsole(), clock: { now: () => now } };
  const row = fromColumns(columns);
  const { predicted, ...said } = connectSessionToApi(ctx, row);
  // a later choice may stand beside it, as not made
  expect(said).toMatchObject(api);
  expect(predicted).toEqual(JSON.parse(columns.details).predicted);
  expect(inputOf(row)).toEqual(choices);
});

test.for(rowsOfBefore)("writes it as a console of before reads it: $columns.search", (before) => {
  const { notes, ...columns } = before.columns;
  expect(notes).toBe("");
  expect(stored(toColumns(fromColumns(before.columns)))).toMatchObject(stored(columns));
});

/** A row of before whose details were changed. */
function changed(change: (details: Record<string, unknown>) => void): ConnectSessionColumns {
  const before = rowsOfBefore[8]?.columns;
  if (!before) throw new Error("no such row");
  const details = JSON.parse(before.details) as Record<string, unknown>;
  change(details);
  return { ...before, details: JSON.stringify(details) };
}

test("a row that lacks what came later reads as if nothing had been there", () => {
  const { predicted } = fromColumns(changed(() => {}));
  const columns = changed((details) => {
    const kept = new Set(["predicted"]);
    for (const name of Object.keys(details)) if (!kept.has(name)) delete details[name];
    const { kind, sentence, hubOpensAt } = predicted;
    details["predicted"] = { kind, sentence, hubOpensAt, account: shortAccount };
  });
  expect(fromColumns(columns)).toMatchObject({
    choices: { categories: [], multiple: false, label: null, metadata: null },
    predicted: { account: { ...shortAccount, label: null, statusReasons: [] }, warnings: [] },
    baseline: null,
    checks: [],
    memory: {},
    linkHeld: false,
    progressSince: columns.created_at,
  });
});

const shortAccount = {
  id: "account-1",
  provider: "bamboohr",
  owner: { id: "acme", name: "Acme Corp" },
  status: "active",
};

const check = { point: "type", promised: null, actual: null };

test.for<[string, ConnectSessionColumns]>([
  ["checks.0.result", changed((all) => (all["checks"] = [{ ...check, result: "Marker" }]))],
  [
    "predicted.sentence",
    changed((all) => Object.assign(all["predicted"] as object, { sentence: 7 })),
  ],
  ["choices.label", changed((all) => (all["label"] = ["Marker"]))],
  ["progress", { ...changed(() => {}), progress: "Marker" as never }],
  ["details", { ...changed(() => {}), details: '{"label":"Marker' }],
  ["details", { ...changed(() => {}), details: '"Marker"' }],
])("a row that cannot be read names its id and %s, and no value", ([field, columns]) => {
  let error: unknown;
  try {
    fromColumns(columns);
  } catch (reason) {
    error = reason;
  }
  if (!(error instanceof StoreError)) throw new Error("it was read");
  expect(error.failure).toBe("unreadable");
  expect(error.message).toBe(
    `connect session ${columns.id} cannot be read from the store: ${field}`,
  );
  expect(error.cause).toBeInstanceOf(Error);
  expect(inspect(error, { depth: 9 })).not.toContain("Marker");
});
