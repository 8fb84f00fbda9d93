import { describe, expect, test } from "vitest";
import { account, failure, json, no, setUp } from "../testing/fake-stackone.ts";

const profile = (id: string, more: object = {}) => ({ id, connector_key: "bamboohr", ...more });

/** A StackOne with these accounts (v1 only) and profiles. */
const having = (accounts: unknown[], profiles: unknown[] = [profile("p")]) =>
  setUp(({ url }, response) => {
    if (url.pathname === "/connector_profiles") return json(response, 200, profiles);
    if (url.pathname !== "/accounts") return no(response, 404);
    const owners = ["origin_owner_id", "origin_owner_ids"].flatMap((name) =>
      url.searchParams.getAll(name),
    );
    const page = Number(url.searchParams.get("page") ?? 1);
    const size = Number(url.searchParams.get("page_size"));
    const found = accounts.filter(
      (one) =>
        owners.length === 0 ||
        owners.includes(String((one as { origin_owner_id?: unknown } | null)?.origin_owner_id)) ||
        (one as { origin_owner_id?: unknown } | null)?.origin_owner_id === undefined,
    );
    json(response, 200, found.slice((page - 1) * size, page * size));
  });
const of = (owner: string, id: string, more: object = {}) =>
  account(id, { origin_owner_id: owner, origin_owner_name: owner, ...more });
const said = (client: { state(): { missing: { code: string; message: string }[] } }) =>
  client.state().missing.filter(({ code }) => code.startsWith("unreadable"));

describe("B13: a record that cannot be read", () => {
  const broken: [string, unknown, string][] = [
    ["provider null", of("acme", "bad", { provider: null }), "bad, field provider"],
    ["status a number", of("acme", "bad", { status: 5 }), "bad, field status"],
    ["without id", of("acme", "bad", { id: null }), "field id"],
  ];
  test.each(broken)(
    "%s: its owner is blocked with a sentence, others are not",
    async (_, bad, which) => {
      const { client } = await having([bad, of("acme", "a"), of("globex", "g")]);
      expect(await failure(client.listAccountsOfOwners(["acme"], "interactive"))).toMatchObject({
        failure: "unavailable",
        message: expect.stringMatching(/account of this owner that we can't read/),
      });
      expect(await client.listAccountsOfOwners(["globex"], "interactive")).toHaveLength(1);
      const holes: string[][] = [];
      const both = await client.listAccountsOfOwners(["acme", "globex"], "watch", (owners) =>
        holes.push(owners),
      );
      expect(both.map(({ id }) => id)).toEqual(["a", "g"]);
      expect(holes).toEqual([["acme"]]);
      expect(said(client)).toMatchObject([
        { code: "unreadable_accounts", message: expect.stringContaining(`1 account that`) },
      ]);
      expect(said(client)[0]?.message).toContain(which);
    },
  );

  test.each([[null], [["no object"]], [{ id: "x" }]])(
    "nobody's: nothing is proved about anybody asked for (%j)",
    async (bad) => {
      const { client } = await having([bad, of("acme", "a"), of("globex", "g")]);
      const holes: string[][] = [];
      await client.listAccountsOfOwners(["acme", "globex"], "watch", (owners) =>
        holes.push(owners),
      );
      expect(holes).toEqual([["acme", "globex"]]);
    },
  );

  test("the full pass goes on over its pages, and what is mended is no longer said", async () => {
    const accounts: unknown[] = Array.from({ length: 150 }, (_, index) => of("acme", `a${index}`));
    accounts[3] = of("acme", "a3", { provider: null });
    accounts[120] = of("acme", "a120", { status: null });
    accounts[140] = of("acme", "a140", { id: undefined });
    const { client } = await having(accounts);
    const first = await client.readAccountsPage(null, "copy");
    expect([first.items.length, first.unreadable]).toEqual([99, ["a3"]]);
    const second = await client.readAccountsPage(first.next, "copy");
    expect([second.items.length, second.unreadable, second.next]).toEqual([
      48,
      ["a120", null],
      null,
    ]);
    expect(said(client)[0]?.message).toMatch(/^We can't read 3 accounts that StackOne sent/);
    accounts[3] = of("acme", "a3");
    accounts.length = 110;
    const again = await client.readAccountsPage(null, "copy");
    await client.readAccountsPage(again.next, "copy");
    expect(said(client)).toEqual([]);
  });

  test("a profile: the others stay usable, and it is said", async () => {
    const { client } = await having([], [profile("p"), profile("q", { connector_key: null }), {}]);
    expect((await client.listProviders("interactive"))[0]?.profiles.map(({ id }) => id)).toEqual([
      "p",
    ]);
    expect(said(client)).toMatchObject([
      { code: "unreadable_profiles", message: expect.stringContaining("2 connector profiles") },
    ]);
  });

  test("an account that is asked for by its id and cannot be read is an error of its own", async () => {
    const { client } = await setUp((_, response) =>
      json(response, 200, account("a", { provider: null })),
    );
    expect(await failure(client.readAccount("a", "interactive"))).toMatchObject({
      failure: "unavailable",
      unreadable: true,
    });
  });
});
