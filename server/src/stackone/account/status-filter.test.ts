import { describe, expect, test } from "vitest";
import { account, json, no, type Reply, setUp } from "../testing/fake-stackone.ts";

interface Lists {
  /** what a list holds where no status is asked for */
  preset: "all" | "active";
  /** statuses that the filter takes; null: any */
  takes?: string[];
  /** a list that does not know `account_ids` */
  ignoresIds?: boolean;
}

const active = account("a1", { origin_owner_id: "acme" });
const broken = account("a2", { origin_owner_id: "acme", status: "error" });

function lists({ preset, takes, ignoresIds }: Lists): Reply {
  return ({ url }, response) => {
    if (url.pathname !== "/accounts") return no(response, 404);
    const asked = url.searchParams.getAll("status");
    if (takes && asked.some((status) => !takes.includes(status))) return no(response, 400);
    const ids = ignoresIds ? [] : url.searchParams.getAll("account_ids");
    const found = [active, broken].filter(
      ({ id, status }) =>
        (ids.length === 0 || ids.includes(String(id))) &&
        (asked.length > 0
          ? asked.includes(String(status))
          : preset === "all" || status === "active"),
    );
    return json(response, 200, found);
  };
}

const idsOf = async (reply: Reply) => {
  const { client, requests } = await setUp(reply);
  await client.selfCheck();
  const accounts = await client.listAccountsOfOwners(["acme"], "interactive");
  const last = requests.findLast(({ url }) => url.pathname === "/accounts");
  return { ids: accounts.map(({ id }) => id), statuses: last?.url.searchParams.getAll("status") };
};

describe("a list that holds active accounts only", () => {
  test("is asked for every status that is known", async () => {
    const { ids, statuses } = await idsOf(lists({ preset: "active" }));
    expect(ids).toEqual(["a1", "a2"]);
    expect(statuses).toContain("archived");
  });

  test("is asked for the documented ones where others are refused", async () => {
    const takes = ["active", "inactive", "error"];
    const { ids, statuses } = await idsOf(lists({ preset: "active", takes }));
    expect([ids, statuses]).toEqual([["a1", "a2"], takes]);
  });
});

test("a project without broken accounts learns it from the first one that breaks", async () => {
  let isBroken = false;
  const { client } = await setUp((seen, response, count) => {
    const { url } = seen;
    if (url.pathname === "/accounts/a2") return json(response, 200, broken);
    if (isBroken) return lists({ preset: "active" })(seen, response, count);
    return url.pathname === "/accounts"
      ? json(response, 200, url.searchParams.has("status") ? [] : [active])
      : no(response, 404);
  });
  await client.selfCheck();
  isBroken = true;
  const ids = async () =>
    (await client.listAccountsOfOwners(["acme"], "interactive")).map(({ id }) => id);
  expect(await ids()).toEqual(["a1"]);
  await client.readAccount("a2", "interactive");
  expect(await ids()).toEqual(["a1", "a2"]);
  expect(client.state().missing.map(({ code }) => code)).toContain("account_statuses");
});

test.each<Lists>([
  { preset: "all" },
  { preset: "all", takes: [] },
  { preset: "all", ignoresIds: true },
])("%j: nothing is asked for where lists hold all, or it cannot be told", async (one) => {
  expect(await idsOf(lists(one))).toEqual({ ids: ["a1", "a2"], statuses: [] });
});
