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
const audited = () =>
  app.store.stored
    .audit()
    .map(({ action, outcome, target }) => `${action} ${outcome} ${target.id}`);

describe("an import", () => {
  test("adds what is new, leaves what is the same, and is audited", async () => {
    await app.store.owners.putCounts([{ id: "acme", name: "Acme Inc", accounts: 4 }]);
    const answer = await send('id,name\nacme,Acme Inc\nbolt, Bolt GmbH \n\n"c","Comma, ""Inc"""');
    expect(answer).toEqual({
      status: 200,
      body: {
        rows: [
          { line: 2, id: "acme", name: "Acme Inc", result: "same" },
          { line: 3, id: "bolt", name: "Bolt GmbH", result: "add" },
          { line: 5, id: "c", name: 'Comma, "Inc"', result: "add" },
        ],
        added: 2,
        renamed: 0,
        errors: 0,
        notes: [],
        columns: { titles: ["id", "name"], id: 1, name: 2, hasHeader: true, isAsked: false },
      },
    });
    expect(names()).toEqual({ acme: "Acme Inc", bolt: "Bolt GmbH", c: 'Comma, "Inc"' });
    expect(audited()).toEqual(["owner.import done null"]);
  });

  test("on trial says the same and writes nothing", async () => {
    const file = "id,name\nacme,Acme Inc\nacme,Acme\n";
    const trial = await send(file, "?dryRun=true");
    expect(results(trial)).toEqual(["2 acme add", "3 acme error"]);
    expect(trial.body).toMatchObject({ added: 1, errors: 1 });
    expect([names(), audited()]).toEqual([{}, []]);
    expect((await send(file)).body).toEqual(trial.body);
    expect(names()).toEqual({ acme: "Acme Inc" });
  });

  test("renames only where that is asked for, and says what stays under the old name", async () => {
    await app.store.owners.putCounts([
      { id: "acme", name: "Acme Inc", accounts: 4 },
      { id: "acme", name: "Acme", accounts: 1 },
    ]);
    const file = "acme,Acme Corporation";
    const refused = await send(file);
    expect(results(refused)).toEqual(["1 acme error"]);
    expect(refused.body.rows[0]?.message).toContain("there as “Acme Inc”, with 4 accounts");
    expect(await app.store.owners.get("acme")).toMatchObject({ name: "Acme Inc" });

    const renamed = await send(file, "?renames=true");
    expect(results(renamed)).toEqual(["1 acme renamed"]);
    expect(renamed.body).toMatchObject({ added: 0, renamed: 1, errors: 0 });
    expect(renamed.body.rows[0]?.message).toContain("links with the new name do not find them");
    expect(await app.store.owners.get("acme")).toMatchObject({
      name: "Acme Corporation",
      accounts: 5,
    });
    expect(audited()).toEqual([
      "owner.import done null",
      "owner.rename done acme",
      "owner.import done null",
    ]);
  });

  test("warns of whom an owner could be taken for, here and in the same file", async () => {
    await app.store.owners.putCounts([{ id: "acme", name: "Acme Inc", accounts: 4 }]);
    const { body } = await send(
      'id,name\na2,"ACME, Ltd."\nstark,Stark Industries\ns2,Stark Industreis',
    );
    expect(body.rows.map(({ message }) => message)).toEqual([
      "Nearly the same as Acme Inc (acme), with 4 accounts: StackOne matches the exact id and name, so links for this one make second accounts.",
      undefined,
      "Nearly the same as Stark Industries (stark) of line 3.",
    ]);
    expect(body).toMatchObject({ added: 3, errors: 0 });
  });

  test("needs its permission, and the refusal is audited", async () => {
    await app.ask("POST", "/api/me/role", { role: "support" });
    expect((await send("a,Acme")).status).toBe(403);
    expect(audited().at(-1)).toBe("owner.import refused null");
    expect(names()).toEqual({});
    await app.ask("POST", "/api/me/role", { role: "viewer" });
    expect((await app.ask("GET", "/api/owners.csv")).status).toBe(403);
  });

  test("all or nothing where the directory changes or the disk fails meanwhile", async () => {
    app.store.failTransactions(0);
    expect((await send("a,Acme\nb,Bolt")).status).toBe(503);
    expect(names()).toEqual({});
    const { namesLike } = app.store.owners;
    app.store.owners.namesLike = async (...all) => {
      app.store.owners.namesLike = namesLike;
      await app.store.owners.add({ id: "b", name: "Other", source: "staff" });
      return namesLike(...all);
    };
    expect((await send("a,Acme\nb,Bolt")).status).toBe(409);
    expect(names()).toEqual({ b: "Other" });
    expect(audited()).toEqual(["owner.import refused null"]);
  });
});

test("an export imported again changes nothing, whatever the names are", async () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 20 }).map((any) => any.toWellFormed()),
    fc
      .array(
        fc.constantFrom(
          "'",
          "=",
          "+",
          "-",
          "@",
          "\t",
          "\r",
          "\n",
          '"',
          ",",
          ";",
          " ",
          "a",
          "\u0000",
          "\ufeff",
        ),
        {
          minLength: 1,
          maxLength: 6,
        },
      )
      .map((letters) => letters.join("")),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(text, text), { minLength: 1, maxLength: 12, selector: ([id]) => id }),
      async (owners) => {
        await forgetOwners();
        await app.store.owners.putCounts(owners.map(([id, name]) => ({ id, name, accounts: 1 })));
        const before = app.store.stored.owners();
        const answer = await app.app.request("/api/owners.csv", {
          headers: { host: "127.0.0.1:4400" },
        });
        const file = new Uint8Array(await answer.arrayBuffer());
        for (const cell of Buffer.from(file)
          .toString()
          .matchAll(/"([^"]|"")*"/g))
          expect(cell[0]).not.toMatch(/^"[=+\-@\t\r]/);
        const { body } = await send(file, "?renames=true");
        expect(body.rows.filter(({ result }) => result !== "same")).toEqual([]);
        expect(body.rows).toHaveLength(owners.length);
        expect(app.store.stored.owners()).toEqual(before);
      },
    ),
    { numRuns: 300 },
  );
  expect(audited().slice(-2)).toEqual(["owner.export done null", "owner.import done null"]);
});
