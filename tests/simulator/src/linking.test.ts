import { describe, expect, test } from "vitest";
import { testSimulator } from "./test-simulator.ts";

describe("which account a session makes or edits", () => {
  test("an owner and provider never seen: a new one with what the session carries", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({
      provider: "docebo",
      label: "Training",
      origin_username: "tina@acme.example",
      type: "test",
    });
    const { account } = await sim.act(token, "form");
    expect(await sim.account(account?.id ?? "")).toMatchObject({
      provider: "docebo",
      status: "active",
      label: "Training",
      origin_username: "tina@acme.example",
      type: "test",
    });
    expect(await sim.profileOf(account?.id ?? "")).toBe("prof_docebo");
    expect(await sim.accounts("origin_owner_id=acme")).toHaveLength(5);
  });

  test("seen under the same id and name: that one, repaired, its type kept", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ provider: "greenhouse", type: "test" });
    const { account } = await sim.act(token, "form");
    expect(account?.id).toBe("acc_acme_greenhouse");
    const after = await sim.account("acc_acme_greenhouse");
    expect(after).toMatchObject({
      status: "active",
      status_reasons: [],
      type: "production",
      origin_username: "jobs@acme.example",
    });
    expect(after.updated_at > after.created_at).toBe(true);
  });

  test("the same id under another name: a new one", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ provider: "bamboohr", origin_owner_name: "ACME Inc" });
    const { account } = await sim.act(token, "form");
    expect(account?.id).not.toBe("acc_acme_bamboohr");
  });

  test("a named account wins, also over multiple", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ account_id: "acc_acme_greenhouse", multiple: true });
    expect((await sim.act(token, "form")).account?.id).toBe("acc_acme_greenhouse");
  });

  test("multiple: always a new one, each time the link is used", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ provider: "bamboohr", multiple: true });
    const ids = [await sim.act(token, "form"), await sim.act(token, "form")];
    const found = await sim.accounts("origin_owner_id=acme&providers=bamboohr");
    expect(found).toHaveLength(3);
    expect(new Set(ids.map(({ account }) => account?.id)).size).toBe(2);
  });

  test("several matches: the most recently updated one", async () => {
    const sim = testSimulator();
    const owner = { origin_owner_id: "umbrella", origin_owner_name: "Umbrella Group" };
    const { token } = await sim.create({ ...owner, provider: "hubspot" });
    expect((await sim.act(token, "oauth_approve")).account?.id).toBe("acc_umbrella_hubspot_us");
  });

  test("a link that was used edits the account that it made", async () => {
    const sim = testSimulator();
    const { token } = await sim.create({ provider: "docebo" });
    const first = await sim.act(token, "form");
    await sim.advance(60);
    const second = await sim.act(token, "form");
    expect(second.account?.id).toBe(first.account?.id);
    const { created_at, updated_at } = await sim.account(first.account?.id ?? "");
    expect(Date.parse(updated_at) - Date.parse(created_at)).toBe(60_000);
  });
});

describe("which profile", () => {
  test("an edit through another profile moves the account to it", async () => {
    const sim = testSimulator();
    const owner = { origin_owner_id: "globex", origin_owner_name: "Globex Corporation" };
    const connector_profile_id = "prof_hubspot_v2";
    const { token } = await sim.create({ ...owner, connector_profile_id, provider: "hubspot" });
    await sim.act(token, "oauth_approve");
    expect(await sim.profileOf("acc_globex_hubspot")).toBe("prof_hubspot_v2");
  });

  test("an edit without a profile moves the account to the default one", async () => {
    const sim = testSimulator();
    const owner = { origin_owner_id: "umbrella", origin_owner_name: "Umbrella Group" };
    const { token } = await sim.create({ ...owner, account_id: "acc_umbrella_hubspot_us" });
    await sim.act(token, "oauth_approve");
    expect(await sim.profileOf("acc_umbrella_hubspot_us")).toBe("prof_hubspot_v1");
  });

  test("an edit where no profile is the default keeps the account's own", async () => {
    const sim = testSimulator();
    const owner = { origin_owner_id: "cyberdyne", origin_owner_name: "Cyberdyne Systems" };
    const { token } = await sim.create({ ...owner, account_id: "acc_cyberdyne_jira" });
    await sim.act(token, "oauth_approve");
    expect(await sim.profileOf("acc_cyberdyne_jira")).toBe("prof_jira_service");
  });
});

test("an expired link makes nothing", async () => {
  const sim = testSimulator();
  const { token } = await sim.create({ provider: "docebo", expires_in: 60 });
  await sim.advance(60);
  await sim.json("POST", "/_simulator/customers/act", { token, act: "form" }, 401);
  expect(await sim.accounts("origin_owner_id=acme&providers=docebo")).toEqual([]);
});
