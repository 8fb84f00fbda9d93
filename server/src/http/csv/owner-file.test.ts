import type { OwnerImport } from "@connect-console/shared/owner";
import { beforeEach, describe, expect, test } from "vitest";
import { createTestApp } from "../testing/test-app.ts";

let app: ReturnType<typeof createTestApp>;
beforeEach(() => {
  app = createTestApp({ limits: { requestsPerMinute: 1_000_000, creationsPerMinute: 1 } });
});

async function send(file: string | Uint8Array<ArrayBuffer>, query = "") {
  const answer = await app.app.request(`/api/owners/import${query}`, {
    method: "POST",
    headers: { host: "127.0.0.1:4400", "content-type": "text/csv" },
    body: file,
  });
  return { status: answer.status, body: (await answer.json()) as OwnerImport };
}
const trial = async (file: string | Uint8Array<ArrayBuffer>, more = "") =>
  (await send(file, `?dryRun=true${more}`)).body;
const owners = ({ rows }: OwnerImport) =>
  rows.map(({ id, name, result }) => `${id}|${name}${result === "add" ? "" : ` ${result}`}`);

describe("F9: the separator", () => {
  test.each<[string, string]>([
    ["a comma in the name, semicolons", "id;name\na;Acme, Inc\nb;Bolt, Ltd\n"],
    [
      "commas in every line, one in the header",
      "id;name;city, country\na;Acme, Inc;Bern, CH\nb;Bolt, Ltd;\n",
    ],
    ["a comma in quotes in the header", '"id";"name";"a, b, c"\na;"Acme, Inc";\nb;Bolt, Ltd;x'],
    ["tabs", "id\tname\na\tAcme, Inc\nb\tBolt, Ltd"],
    ["bars", "id|name\na|Acme, Inc\nb|Bolt, Ltd"],
    ["commas with semicolons in names", 'id,name,x\na,"Acme, Inc",1;2;3\nb,"Bolt, Ltd",4;5;6'],
    ["Excel's line", "sep=;\nid;name\na;Acme, Inc\nb;Bolt, Ltd"],
    ["Excel's line with another separator", "sep=^\r\nid^name\r\na^Acme, Inc\r\nb^Bolt, Ltd"],
    ["a line feed in the header", 'id;name;"other\n, name"\na;Acme, Inc;\nb;Bolt, Ltd;'],
    ["a title with commas", "Customers, active, 2026\nid;name\na;Acme, Inc\nb;Bolt, Ltd"],
  ])("%s", async (_, file) => {
    expect(owners(await trial(file))).toEqual(["a|Acme, Inc", "b|Bolt, Ltd"]);
  });

  test("without a header it is what splits most lines alike", async () => {
    const file = "a;Acme, Inc\nb;Bolt\nc;Corp, Ltd\n";
    expect(owners(await trial(file))).toEqual(["a|Acme, Inc", "b|Bolt", "c|Corp, Ltd"]);
  });
});

describe("F10: the header", () => {
  test.each<[string, string]>([
    ["Salesforce", "Account ID,Account Name"],
    ["HubSpot", "Record ID,Company name"],
    ["HubSpot, German", "Datensatz-ID,Unternehmensname"],
    ["HubSpot, French", "ID de fiche,Nom de l’entreprise"],
    ["Pipedrive", "Organization - ID,Organization - Name"],
    ["NetSuite", "Internal ID,Company Name"],
    ["Dynamics", "(Do Not Modify) Account,Account Name"],
    ["a program", "external_id,company"],
    ["capitals", "CUSTOMER_NO,CUSTOMER"],
    ["German", "Kundennummer,Firma"],
    ["German, short", "Kunden-Nr.,Kundenname"],
    ["French", "Numéro de client,Raison sociale"],
    ["French, short", "Code client,Société"],
    ["Spanish", "ID de cliente,Razón social"],
    ["Dutch", "Klantnummer,Bedrijfsnaam"],
    ["Italian", "Codice cliente,Ragione sociale"],
    ["Portuguese", "Código do cliente,Razão social"],
    ["Swedish", "Kundnummer,Företag"],
    ["Polish", "Identyfikator,Nazwa firmy"],
  ])("of %s is known", async (_, header) => {
    const body = await trial(`${header}\na,Acme`);
    expect(owners(body)).toEqual(["a|Acme"]);
    expect(body.columns).toMatchObject({ hasHeader: true, isAsked: false });
    expect(body.notes.join()).toContain(header.split(",")[0]);
  });

  test.each<[string, string, string[]]>([
    [
      "a title",
      "Our customers\nid,name\na,Acme",
      ["Line 1 comes before the rows and was passed over."],
    ],
    [
      "Excel's line",
      "sep=,\nid,name\na,Acme",
      ["Line 1 comes before the rows and was passed over."],
    ],
    [
      "several",
      'Report,,\n"Made on 1.2.2026",,\n\nid,name,\na,Acme,',
      ["Lines 1 to 2 come before the rows and were passed over."],
    ],
  ])("behind %s is found, and that is said", async (_, file, notes) => {
    const body = await trial(file);
    expect(owners(body)).toEqual(["a|Acme"]);
    expect(body.notes).toEqual(notes);
  });

  test("that is not known is asked for, and nothing is written before", async () => {
    const file = "Kürzel;Wer;Ort\na;Acme, Inc;Bern\nb;Bolt;Chur\n";
    const body = await trial(file);
    expect(body.columns).toEqual({
      titles: ["Kürzel", "Wer", "Ort"],
      id: 1,
      name: 2,
      hasHeader: false,
      isAsked: true,
    });
    const refused = await send(file);
    expect([refused.status, refused.body]).toMatchObject([
      400,
      { error: { code: "invalid_input" } },
    ]);
    expect(app.store.stored.owners().size).toBe(0);
    const chosen = "idColumn=1&nameColumn=2&header=true";
    expect(owners(await trial(file, `&${chosen}`))).toEqual(["a|Acme, Inc", "b|Bolt"]);
    expect((await send(file, `?${chosen}`)).body).toMatchObject({ added: 2, errors: 0 });
    expect((await send(file, "?idColumn=1&nameColumn=1")).status).toBe(400);
    expect((await send(file, "?idColumn=1")).status).toBe(400);
  });

  test("of several ids is asked for", async () => {
    const file = "Record ID,Company ID,Company name\na,b,Acme";
    expect((await trial(file)).columns).toMatchObject({ hasHeader: true, isAsked: true });
    expect(owners(await trial(file, "&idColumn=2&nameColumn=3"))).toEqual(["b|Acme"]);
  });

  test("in the middle of a file is no owner", async () => {
    const body = await trial("id,name\na,Acme\nKundennummer,Firma\nid,name\nb,Bolt");
    expect(owners(body)).toEqual(["a|Acme", "Kundennummer|Firma error", "id|name error", "b|Bolt"]);
  });
});

describe("F11: the rows", () => {
  test("need an id and a name only; empty ones are passed over", async () => {
    const file = "id;name;city;note\na;Acme;Bern;x\nb;Bolt\n;;;\n   \nc;Corp;;;;\n;;\n";
    expect(owners(await trial(file))).toEqual(["a|Acme", "b|Bolt", "c|Corp"]);
  });

  test("where none fits, one sentence says so of the file", async () => {
    const body = await trial("id,name\na,\nb,\nc,=1+1\n");
    expect(body.errors).toBe(3);
    expect(body.notes).toEqual([
      "None of the 3 rows is an owner. At 2: Check the name. Fill this in.",
    ]);
  });

  test.each(["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NV", "#BEZUG!", "#¿NOMBRE?"])(
    "%s is no id and no name",
    async (value) => {
      const body = await trial(`id,name\n${value},Acme\nb,${value}\nc,Corp`);
      expect(body.rows.map(({ result }) => result)).toEqual(["error", "error", "add"]);
      expect(body.rows[0]?.message).toMatch(/formula failed/);
    },
  );

  test.each(["1.2E+11", "1,20035E+15", "4E+10"])("%s is warned of", async (id) => {
    const body = await trial(`id;name\n${id};Acme\n12E5;Bolt`);
    expect(body.rows.map(({ result }) => result)).toEqual(["add", "add"]);
    expect(body.rows[0]?.message).toMatch(/digits of the ID are probably lost/);
    expect(body.rows[1]?.message).toBeUndefined();
  });

  test("of our own export, saved by an Excel with semicolons, read whole", async () => {
    const names = ["Acme, Inc", "Bolt; Söhne", "=Corp", 'The "Best"', "Zürich", " D ", "#1 Ltd"];
    await app.store.owners.putCounts(
      names.map((name, index) => ({ id: `id-${index}`, name, accounts: 1 })),
    );
    const exported = await app.app.request("/api/owners.csv", {
      headers: { host: "127.0.0.1:4400" },
    });
    const cells = [...(await exported.text()).matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)].map(
      ([, cell = "", end]) => ({ cell: cell.replaceAll('""', '"'), end }),
    );
    // quotes only where they must be, no mark, the list separator of the country, an empty line at the end
    const saved = cells
      .map(
        ({ cell, end }) =>
          (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell) +
          (end === "," ? ";" : "\r\n"),
      )
      .join("");
    const body = await trial(`${saved};\r\n`, "&renames=true");
    expect(body.rows.map(({ result }) => result)).toEqual(names.map(() => "same"));
    expect(body.notes).toEqual([]);
  });

  test("a file in another encoding gets a sentence", async () => {
    const bytes = (...parts: Buffer[]) => new Uint8Array(Buffer.concat(parts));
    const latin = bytes(Buffer.from("id;name\na;Z\u00fcrich\nb;Bolt", "latin1"));
    expect((await trial(latin)).notes.join()).toMatch(/isn’t UTF-8.*CSV UTF-8/);
    expect(owners(await trial(latin))[1]).toBe("b|Bolt");
    const text = Buffer.from("id,name\na,Acme\nb,Bolt", "utf16le");
    for (const utf16 of [
      bytes(Buffer.from([0xff, 0xfe]), text),
      bytes(text),
      bytes(Buffer.from([0xfe, 0xff]), Buffer.from(text).swap16()),
      bytes(Buffer.from(text).swap16()),
    ]) {
      const { rows, added } = await trial(utf16);
      expect([rows.length, added, rows[0]?.message]).toEqual([
        1,
        0,
        expect.stringMatching(/UTF-16/),
      ]);
    }
  });
});
