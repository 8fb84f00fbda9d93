import type { ConnectSession } from "@connect-console/shared/connect-session";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createTestConsole } from "../../domain/testing/test-console.ts";
import { makeRow } from "../../domain/testing/followed-row.ts";
import { connectSessionToApi } from "../../domain/connect-session/to-api.ts";
import { connectSessionCsv } from "./connect-sessions.ts";
import { formulaSafe } from "./formula-safe.ts";

const described = (label: string): ConnectSession =>
  connectSessionToApi(createTestConsole(), makeRow({ label }));

async function csvOf(rows: ConnectSession[]): Promise<string> {
  async function* batches() {
    yield rows;
  }
  let text = "";
  for await (const part of connectSessionCsv(batches())) text += part;
  return text;
}

/** A reader of its own (RFC 4180), so that the writing library does not judge itself. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|$)/gy;
  cell.lastIndex = 1;
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (!found) throw new Error("not CSV");
    const [, quoted, plain, end] = found;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\r\n" && cell.lastIndex < text.length) rows.push([]);
  }
  return rows;
}

test("a header and a line for each row, with the mark that spreadsheets want, and no link", async () => {
  const text = await csvOf([described("first"), described("second")]);
  expect(text.startsWith("\uFEFFid,progress,owner_id,owner_name,provider")).toBe(true);
  const [header, one, two] = parse(text);
  const of = (row: string[] | undefined, name: string) => row?.[header?.indexOf(name) ?? -1];
  expect([of(one, "label"), of(two, "label")]).toEqual(["first", "second"]);
  expect(of(one, "owner_name")).toBe("Acme Corp");
  expect(text).not.toContain("app.stackone.test");
  expect(text).not.toMatch(/mask|request|metadata/);
});

test.each([
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t'=1"],
  ["\r=1", "'\r'=1"],
  ["＝1+1", "'＝1+1"],
  ["a;=1+1;b", "a;'=1+1;b"],
])("%j is no formula to a spreadsheet", async (label, cell) => {
  const [header, row] = parse(await csvOf([described(label)]));
  expect(row?.[header?.indexOf("label") ?? -1]).toBe(cell);
});

test("B23: no cell begins a formula where the list separator is a semicolon or a tab", async () => {
  const parts = fc.constantFrom("=1+1", "＝1", " +1", "a", '"', "'", ";", "\t", ",", "\n", "@x");
  await fc.assert(
    fc.asyncProperty(fc.array(parts, { maxLength: 6 }), async (all) => {
      const text = await csvOf([described(all.join(""))]);
      for (const separator of [/[;\r\n]/, /[\t\r\n]/])
        for (const cell of text.split(separator))
          expect(cell).not.toMatch(/^[\s"\p{Cf}]*[=+\-@＝＋－＠]/u);
    }),
  );
});

test("whatever a label is, it stays one cell, and no cell begins like a formula", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({
        unit: fc.constantFrom(
          "=",
          "+",
          "-",
          "@",
          "\t",
          "\r",
          "\n",
          '"',
          "'",
          ",",
          " ",
          "a",
          "ä",
          "😀",
        ),
      }),
      async (label) => {
        const [header, ...rows] = parse(await csvOf([described(label)]));
        expect(rows).toHaveLength(1);
        expect(rows[0]).toHaveLength(header?.length ?? 0);
        const cell = rows[0]?.[header?.indexOf("label") ?? -1] ?? "";
        expect(cell).toBe(formulaSafe(label));
        expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      },
    ),
  );
});
