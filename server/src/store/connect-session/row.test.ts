import { readFileSync } from "node:fs";
import { Progress } from "@connect-console/shared/connect-session";
import { expect, test } from "vitest";
import { connectSessionToApi } from "../../domain/connect-session/to-api.ts";
import { inputOf } from "../../domain/creation/new-row.ts";
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
const stored = ({ details, ...columns }: { details: string }): unknown => ({
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
  expect(said).toEqual(api);
  expect(predicted).toEqual(JSON.parse(columns.details).predicted);
  expect(inputOf(row)).toEqual(choices);
});

test.for(rowsOfBefore)("writes it as a console of before reads it: $columns.search", (before) => {
  const { notes, ...columns } = before.columns;
  expect(notes).toBe("");
  expect(stored(toColumns(fromColumns(before.columns)))).toEqual(stored(columns));
});
