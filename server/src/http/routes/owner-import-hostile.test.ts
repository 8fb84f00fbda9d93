import type { OwnerImport } from "@connect-console/shared/owner";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { createTestApp } from "../testing/test-app.ts";

type App = ReturnType<typeof createTestApp>;
let app: App;
beforeEach(() => {
  app = createTestApp({ limits: { requestsPerMinute: 1_000_000, creationsPerMinute: 1 } });
});

async function send(
  file: string | Uint8Array<ArrayBuffer>,
  query = "",
  headers: Record<string, string> = {},
): Promise<{ status: number; body: OwnerImport }> {
  const columns = `${query === "" ? "?" : "&"}idColumn=1&nameColumn=2`;
  const answer = await app.app.request(`/api/owners/import${query}${columns}`, {
    method: "POST",
    headers: { host: "127.0.0.1:4400", "content-type": "text/csv", ...headers },
    body: file,
  });
  return { status: answer.status, body: (await answer.json()) as OwnerImport };
}

const results = ({ body }: { body: OwnerImport }) =>
  body.rows.map(({ line, id, result }) => `${line} ${id} ${result}`);
const names = () =>
  Object.fromEntries([...app.store.stored.owners()].map(([id, all]) => [id, all.join("|")]));
const forgetOwners = async () => {
  for (const id of app.store.stored.owners().keys()) await app.store.owners.remove(id);
};

describe("a hostile file", () => {
  const bytes = (...parts: (string | number[])[]) =>
    new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));

  test.each<[string, string | Uint8Array<ArrayBuffer>, string[], RegExp]>([
    ["a formula", 'a,"=HYPERLINK(""http://x"")"', ["1 a error"], /formula/],
    ["a formula as id", "=1+1,Acme", ["1 =1+1 error"], /formula/],
    ["no name", "id,name\na,\nb,Bolt", ["2 a error", "3 b add"], /^Check the name. Fill this in.$/],
    ["no id", ",Acme", ["1  error"], /^Check the ID. Fill this in.$/],
    [
      "a column too many",
      "a,Acme, Inc\nb,Bolt\nc,Corp",
      ["1 a error", "2 b add", "3 c add"],
      /3 columns instead of 2/,
    ],
    ["a column too few", "a\nb,Bolt", ["1 a error", "2 b add"], /^Check the name. Fill this in.$/],
    ["NUL", "a,Ac\u0000me\nb,Bolt", ["1 a error", "2 b add"], /control characters/],
    ["a line break", 'a,"Ac\r\nme"\r\nb,Bolt', ["1 a error", "3 b add"], /control characters/],
    ["the direction of writing", "a,Ac\u202eme", ["1 a error"], /invisible/],
    ["a long name", `a,${"x".repeat(201)}`, ["1 a error"], /at most 200/],
    ["an auth link", "a,https://app.stackone.com/?token=x", ["1 a error"], /auth link/],
    ["Windows letters", bytes("a,Z", [0xfc], "rich\nb,Bolt"), ["1 a error", "2 b add"], /UTF-8/],
    ["letters read wrongly", "a,ZÃ¼rich", ["1 a error"], /encoding/],
    ["letters that were lost", "a,Z\ufffdrich", ["1 a error"], /encoding/],
    [
      "UTF-16",
      bytes([0xff, 0xfe], Buffer.from("a,Acme", "utf16le").toJSON().data),
      ["1  error"],
      /UTF-16/,
    ],
    ["an open quote", 'a,Acme\nb,"Bolt\nc,Corp', ["1 a add", "2  error"], /not closed/],
    ["a quote inside", 'a,Acme\nb,Bolt "the" Corp\nc,Corp', ["1 a add", "2  error"], /middle/],
    ["a quote that goes on", 'a,Acme\n\nb,"Bolt"s', ["1 a add", "3  error"], /middle/],
    ["a long row", `a,Acme\nb,"${"x".repeat(70_000)}`, ["1 a add", "2  error"], /64 kB/],
    ["another header", "id,name\nexternal_id,company", ["2 external_id error"], /names a column/],
  ])("%s", async (_, file, expected, message) => {
    const answer = await send(file);
    expect(answer.status).toBe(200);
    expect(results(answer)).toEqual(expected);
    expect(answer.body.rows.find(({ result }) => result === "error")?.message).toMatch(message);
    const isBroken = expected.some((line) => line.endsWith("  error")) && expected.length > 1;
    const added = expected.filter((line) => line.endsWith("add")).length;
    expect(answer.body.added).toBe(isBroken ? 0 : added);
    expect(Object.keys(names())).toHaveLength(answer.body.added);
  });

  test.each<[string, string]>([
    ["a byte-order mark", "\ufeffid,name\r\na,Acme\r\n"],
    ["semicolons", "id;name\na;Acme\n"],
    ["tabs and old line ends", "ID\tName\ra\tAcme\r"],
    ["columns in another order and one more", 'Name,City,"Id"\nAcme,"Z, CH",a'],
    ["a header and the mark in quotes", '\ufeff"id","name"\n"a","Acme"'],
  ])("%s is none", async (_, file) => {
    expect(results(await send(file))).toEqual(["2 a add"]);
    expect(names()).toEqual({ a: "Acme" });
  });

  test("nothing, or a header only, adds nothing", async () => {
    for (const file of ["", "\n\n", "id,name\n"])
      expect((await send(file)).body).toMatchObject({
        rows: [],
        added: 0,
        renamed: 0,
        errors: 0,
        notes: [],
      });
  });

  test.each(["application/json", "text/csv; charset=windows-1252", "text/plain", ""])(
    "of type %s is refused",
    async (type) => {
      expect((await send("a,Acme", "", { "content-type": type })).status).toBe(415);
    },
  );

  test("more than 20 MB are refused, whether announced or not", async () => {
    const announced = { "content-length": String(20 * 1024 * 1024 + 1) };
    expect((await send("a,Acme", "", announced)).status).toBe(413);
    const row = new TextEncoder().encode(`${"x".repeat(1023)}\n`.repeat(1024));
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 21) controller.close();
        else controller.enqueue(row);
      },
    });
    const request = new Request("http://127.0.0.1:4400/api/owners/import?idColumn=1&nameColumn=2", {
      method: "POST",
      headers: { host: "127.0.0.1:4400", "content-type": "text/csv" },
      body,
      duplex: "half",
    } as RequestInit);
    expect((await app.app.request(request)).status).toBe(413);
    expect(names()).toEqual({});
  });

  test("never adds what no row says, whatever it is cut into and made of", async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '"',
        ",",
        "\n",
        "\r\n",
        "=",
        "'",
        "\u0000",
        "\ufeff",
        ";",
        "id,name\n",
        "a,Acme\n",
        "b,Bolt\n",
      ),
      fc.string({ unit: "binary", maxLength: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        await forgetOwners();
        const file = pieces.join("");
        const { status, body } = await send(new Uint8Array(Buffer.from(file)));
        expect(status).toBe(200);
        const lines = file.split(/\r\n|\n|\r/).length;
        for (const { line } of body.rows) expect(line >= 1 && line <= lines).toBe(true);
        const added = body.rows.filter(({ result }) => result === "add");
        expect(names()).toEqual(
          body.added === 0 ? {} : Object.fromEntries(added.map(({ id, name }) => [id, name])),
        );
        // each owner stands in the file, but for quotes that were doubled and the apostrophe of a formula
        for (const { id, name } of added)
          for (const text of [id, name])
            expect(file.normalize("NFC").replaceAll('""', '"')).toContain(
              text.replaceAll('""', '"'),
            );
      }),
      { numRuns: 300 },
    );
  });
});
