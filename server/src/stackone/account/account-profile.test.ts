import { describe, expect, test } from "vitest";
import { account, failure, json, no, type Reply, setUp } from "../testing/fake-stackone.ts";

interface Project {
  v1?: boolean;
  v1Profile?: boolean;
  v2?: boolean;
  v2ById?: boolean;
  /** entries of v2 lack what the console needs */
  v2Lean?: boolean;
  /** names of the owner's filter that v2 obeys; strict: 400 to any other */
  ownerFilter?: string[];
  strict?: boolean;
  actions?: boolean;
  profile?: string | null;
}

const ids = ["a1", "a2", "b1"];
const ownerOf = (id: string) => (id.startsWith("a") ? "acme" : "globex");

/** A StackOne of three accounts that has what the test says. */
function project(has: Project): Reply {
  const { profile = "prof-2", ownerFilter = ["owner_id", "owner_ids"] } = has;
  const one = (id: string) => {
    const { provider, origin_owner_id, origin_owner_name, ...rest } = account(id, {
      origin_owner_id: ownerOf(id),
      origin_owner_name: ownerOf(id).toUpperCase(),
    });
    const old = { ...rest, provider, origin_owner_id, origin_owner_name };
    const { status, ...lean } = rest;
    const v2 = { connector: provider, owner_id: origin_owner_id, owner_name: origin_owner_name };
    return {
      v1: { ...old, ...(has.v1Profile && { connector_profile_id: profile }) },
      v2: { ...(has.v2Lean ? lean : { ...rest, ...v2, status }), connector_profile_id: profile },
    };
  };
  return ({ method, url }, response) => {
    const [, first, second, third] = url.pathname.split("/");
    const isV2 = first === "v2";
    const id = isV2 ? third : second;
    const known = ids.filter((known) => known === id);
    if (first === "connector_profiles") return json(response, 200, []);
    if (first === "actions") {
      if (!has.actions) return no(response, 404);
      const asked = url.searchParams.get("filter[account_ids]")?.split(",") ?? [];
      const data = asked.map((account_id) => ({ account_id, connector_profile_id: profile }));
      return json(response, 200, { data, next: null });
    }
    if (isV2 ? !has.v2 : has.v1 === false) return no(response, 404, "Cannot GET");
    const shown = (some: string[]) => some.map((id) => one(id)[isV2 ? "v2" : "v1"]);
    if (id !== undefined && isV2 && has.v2ById === false) return no(response, 404, "Cannot GET");
    if (id !== undefined && known.length === 0) return no(response, 404, "Account not found");
    if (id !== undefined) {
      if (method === "DELETE" && isV2) return json(response, 200, { data: shown(known)[0] });
      return json(response, 200, shown(known)[0]);
    }
    const filters = [...new Set(url.searchParams.keys())].filter(
      (name) => !name.startsWith("page"),
    );
    const obeyed = isV2 ? ownerFilter : ["origin_owner_id", "origin_owner_ids"];
    const unknown = filters.filter((name) => ![...obeyed, "account_ids"].includes(name));
    if (has.strict && isV2 && unknown.length > 0) return no(response, 400, "unknown parameter");
    const wanted = obeyed.flatMap((name) => url.searchParams.getAll(name));
    const byId = url.searchParams.getAll("account_ids");
    const found = ids.filter(
      (id) =>
        (wanted.length === 0 || wanted.includes(ownerOf(id))) &&
        (byId.length === 0 || byId.includes(id)),
    );
    json(response, 200, isV2 ? { data: shown(found) } : shown(found));
  };
}

const paths = (requests: { method: string; url: URL }[]) =>
  requests.map(({ method, url }) => `${method} ${url.pathname}`);

describe("E1: an account's connector profile is read where StackOne tells it", () => {
  const ways: [string, Project, string | undefined][] = [
    ["v1 itself", { v1Profile: true }, "prof-2"],
    ["v2", { v2: true }, "prof-2"],
    ["v2 as a list of profiles only", { v2: true, v2Lean: true, v2ById: false }, "prof-2"],
    ["the actions", { actions: true }, "prof-2"],
    ["v2 before the actions", { v2: true, actions: true }, "prof-2"],
    ["nobody", {}, undefined],
    ["v2 that obeys no filter", { v2: true, ownerFilter: [] }, "prof-2"],
    ["v2 that refuses unknown filters", { v2: true, strict: true }, "prof-2"],
    [
      "v2 with the older names only",
      { v2: true, ownerFilter: ["origin_owner_id", "origin_owner_ids"] },
      "prof-2",
    ],
    ["v2 that says: none", { v2: true, profile: null }, undefined],
  ];
  for (const checked of [true, false])
    test.each(ways)(`%s (self-check before: ${checked})`, async (_, has, expected) => {
      const { client } = await setUp(project(has));
      if (checked) await client.selfCheck();
      const profiles = async (read: Promise<{ id: string; connectorProfileId?: unknown }[]>) =>
        (await read).map(({ id, connectorProfileId }) => [id, connectorProfileId ?? undefined]);
      const all = (some: string[]) => some.map((id) => [id, expected]);
      expect(await profiles(client.listAccountsOfOwners(["acme"], "interactive"))).toEqual(
        all(["a1", "a2"]),
      );
      expect(await profiles(client.listAccountsOfOwners(["acme", "globex"], "watch"))).toEqual(
        all(ids),
      );
      expect(await profiles(client.listAccountsById(["b1", "a2"], "interactive"))).toEqual(
        all(["a2", "b1"]),
      );
      expect(await client.readAccount("b1", "interactive")).toMatchObject({
        id: "b1",
        provider: "bamboohr",
      });
      expect((await client.readAccount("b1", "interactive"))?.connectorProfileId ?? undefined).toBe(
        expected,
      );
      expect(await client.readAccount("nobody", "interactive")).toBeNull();
      const page = await client.readAccountsPage(null, "copy");
      if (!has.v2Lean) expect(await profiles(Promise.resolve(page.items))).toEqual(all(ids));
      const missing = client.state().missing.map(({ code }) => code);
      expect(missing.includes("account_profile")).toBe(
        expected === undefined && !has.v2 && checked,
      );
    });

  test("one request reads an owner where v2 is there", async () => {
    const { client, requests } = await setUp(project({ v2: true }));
    await client.selfCheck();
    requests.length = 0;
    await client.listAccountsOfOwners(["acme"], "interactive");
    await client.readAccount("a1", "interactive");
    expect(paths(requests)).toEqual(["GET /v2/accounts", "GET /v2/accounts/a1"]);
  });

  test("a look does not ask again for the profile of an account that did not change", async () => {
    const { client, requests } = await setUp(project({ actions: true }));
    await client.selfCheck();
    await client.listAccountsOfOwners(["acme"], "watch");
    requests.length = 0;
    await client.listAccountsOfOwners(["acme"], "watch");
    expect(paths(requests)).toEqual(["GET /accounts"]);
    await client.listAccountsOfOwners(["acme"], "interactive");
    expect(paths(requests).slice(1)).toEqual(["GET /accounts", "GET /actions"]);
  });

  test.each(["watch", "interactive"] as const)(
    "a profile that cannot be read now (%s)",
    async (purpose) => {
      let isDown = false;
      const there = project({ actions: true });
      const { client } = await setUp((seen, response, count) =>
        isDown && seen.url.pathname === "/actions"
          ? no(response, 500)
          : there(seen, response, count),
      );
      await client.selfCheck();
      isDown = true;
      const read = client.readAccount("a2", purpose);
      if (purpose === "interactive")
        expect(await failure(read)).toMatchObject({ failure: "unavailable" });
      else expect(await read).toMatchObject({ id: "a2", connectorProfileId: undefined });
    },
  );
});

describe("E2: v2 can serve alone", () => {
  const alone = { v1: false, v2: true };
  const kinds: [string, Project][] = [
    ["plain", alone],
    ["without reads by id", { ...alone, v2ById: false }],
    ["without a filter for owners", { ...alone, ownerFilter: [] }],
    ["strict about filters", { ...alone, strict: true }],
  ];
  for (const checked of [true, false])
    test.each(kinds)(`lists, pages, reads: %s (self-check before: ${checked})`, async (_, has) => {
      const { client, requests } = await setUp(project(has));
      if (checked) expect(await client.selfCheck()).toMatchObject({ accountsFrom: "/v2/accounts" });
      expect(await client.listAccountsOfOwners(["globex"], "interactive")).toMatchObject([
        {
          id: "b1",
          provider: "bamboohr",
          ownerId: "globex",
          ownerName: "GLOBEX",
          status: "active",
        },
      ]);
      expect(await client.readAccount("a2", "interactive")).toMatchObject({
        connectorProfileId: "prof-2",
      });
      expect(await client.readAccount("gone", "interactive")).toBeNull();
      expect((await client.readAccountsPage(null, "copy")).items).toHaveLength(3);
      expect(await client.listAccountsById(["a1"], "interactive")).toHaveLength(1);
      expect(await client.estimateAccounts("copy")).toBeGreaterThan(0);
      expect(client.state().missing).toEqual([]);
      if (checked)
        expect(paths(requests).filter((path) => path === "GET /accounts")).toHaveLength(1);
    });

  test("deletes by v2 where v1 is gone, and says so where that is not possible", async () => {
    const { client, requests } = await setUp(project(alone));
    expect(await client.readAccount("a1", "interactive")).not.toBeNull();
    expect(await client.deleteAccount("a1", "interactive")).toBe("deleted");
    expect(paths(requests).at(-1)).toBe("DELETE /v2/accounts/a1");
    const there = project(alone);
    const refusing = await setUp((seen, response, count) =>
      seen.method === "DELETE" ? no(response, 404, "Cannot DELETE") : there(seen, response, count),
    );
    await refusing.client.selfCheck();
    expect(await failure(refusing.client.deleteAccount("a1", "interactive"))).toMatchObject({
      failure: "rejected",
      mayHaveActed: false,
    });
    expect(await refusing.client.deleteAccount("gone", "interactive")).toBe("gone");
  });

  test("v1 that goes away while the console runs takes no account with it", async () => {
    const has: Project = { v2: false };
    const { client, pass } = await setUp((...seen) => project(has)(...seen));
    await client.selfCheck();
    expect(await client.readAccount("a1", "watch")).not.toBeNull();
    Object.assign(has, alone);
    pass(61_000);
    expect(await client.readAccount("a1", "watch")).toMatchObject({ id: "a1" });
    expect(await client.listAccountsOfOwners(["acme"], "watch")).toHaveLength(2);
  });

  test("neither list: nothing is taken for an empty one", async () => {
    const { client } = await setUp(project({ v1: false }));
    expect(await failure(client.listAccountsOfOwners(["acme"], "interactive"))).toMatchObject({
      failure: "rejected",
      status: 404,
    });
    expect(await failure(client.readAccountsPage(null, "copy"))).toMatchObject({ status: 404 });
    await client.selfCheck();
    expect(client.state().missing.map(({ code }) => code)).toEqual(["accounts"]);
  });

  test("a pass that began in the one list does not go on in the other", async () => {
    const many = Array.from({ length: 120 }, (_, index) => account(String(index)));
    let isGone = false;
    const { client } = await setUp(({ url }, response) => {
      if (url.pathname === "/actions") return no(response, 404);
      if ((url.pathname === "/accounts") === isGone) return no(response, 404);
      const page = Number(url.searchParams.get("page") ?? 1);
      const size = Number(url.searchParams.get("page_size"));
      json(response, 200, many.slice((page - 1) * size, page * size));
    });
    const { next } = await client.readAccountsPage(null, "copy");
    expect(next).not.toBeNull();
    isGone = true;
    expect(await failure(client.readAccountsPage(next, "copy"))).toMatchObject({
      failure: "rejected",
    });
    expect((await client.readAccountsPage(null, "copy")).items).toHaveLength(100);
  });
});
