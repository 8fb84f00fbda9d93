import type { StackOneState } from "@connect-console/shared/stackone-state";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accountLists } from "../running/account-lists.ts";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { tokenOf } from "../running/simulator.ts";

let running: RunningConsole;
beforeEach(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
afterEach(() => running.stop());

const { list, ids, account, firstPass, nextPass, readsOf } = accountLists(() => running);

test("one read of all accounts fills the copy and the owners' directory", async () => {
  await firstPass();
  const { accounts } = await running.simulator.state();
  const page = await list("limit=200");
  expect(page.total).toBe(accounts.length);
  expect(page.items.map(({ id }) => id).toSorted()).toEqual(
    accounts.map(({ id }) => id).toSorted(),
  );
  const { directory } = (await running.staff.ask<StackOneState>("GET", "/api/stackone")).body;
  expect(directory).toEqual({ state: "complete", accountsRead: accounts.length });
  // a look of the self-check at each list, and at what one holds unasked; v2 says how many there are, so nothing more is asked
  const reads = await readsOf("/accounts");
  expect(reads.map(({ query }) => query)).toEqual([
    "page_size=1",
    "page_size=1",
    "status=inactive&status=suspended&status=archived&status=expired&status=error&page_size=1",
    "account_ids=acc_acme_greenhouse&page_size=1",
    "page_size=100",
  ]);
});

test("what waits longest comes first, by every filter and text, with counts", async () => {
  await firstPass();
  const all = await list("limit=200");
  const broken = all.items.filter(({ status }) => status !== "active");
  expect(all.items.slice(0, broken.length)).toEqual(broken);
  const since = broken.map(({ brokenSince }) => Date.parse(String(brokenSince)));
  expect(since).toEqual(since.toSorted((one, other) => one - other));
  expect(await ids("status=error&status=expired&provider=greenhouse")).toEqual([
    "acc_acme_greenhouse",
  ]);
  expect(await ids("connectorProfileId=prof_hubspot_v2")).toEqual(["acc_umbrella_hubspot_us"]);
  expect(await ids("q=hooli%20uk")).toEqual(["acc_hooli_uk_slack"]);
  expect(await ids("q=emea&type=production")).toHaveLength(3);
  const errors = await list("status=error");
  expect(errors.total).toBe(errors.items.length);
  expect(errors.counts).toEqual(all.counts);
});

test("a change that nobody told is seen by the next pass, and the history keeps it", async () => {
  await firstPass();
  await running.simulator.webhooks({ trouble: ["lost"] });
  const id = "acc_contoso_workday";
  await running.simulator.changeAccount(id, { status: "error" });
  await nextPass();
  const broken = await account(id);
  expect(broken).toMatchObject({ status: "error", goneAt: null });
  expect(broken.history.map(({ from, to }) => [from, to])).toEqual([
    ["active", "error"],
    [null, "active"],
  ]);
  expect(broken.history[0]?.statusReasons[0]?.code).toBe("AccountInvalidCredentialsError");
  await running.simulator.changeAccount(id, { status: "suspended" });
  await nextPass();
  expect(await account(id)).toMatchObject({
    status: "suspended",
    brokenSince: broken.brokenSince,
  });
});

describe("after its webhook", () => {
  test("an account that no link waits for is read at once, alone", async () => {
    await firstPass();
    await running.simulator.forgetRequests();
    await running.simulator.changeAccount("acc_contoso_workday", { status: "error" });
    await expect.poll(() => ids("status=error")).toContain("acc_contoso_workday");
    expect(await readsOf("/accounts/acc_contoso_workday")).toHaveLength(1);
    expect(await readsOf("/accounts")).toEqual([]);
  });

  test("a deleted account leaves the lists, and its page says so", async () => {
    await firstPass();
    const id = "acc_wonka_pipedrive";
    await running.simulator.deleteAccount(id);
    await expect.poll(() => ids("q=wonka")).not.toContain(id);
    expect((await account(id)).goneAt).not.toBeNull();
  });

  test("many at once share a few requests", async () => {
    await firstPass();
    await running.simulator.forgetRequests();
    const { accounts } = await running.simulator.state();
    for (const { id } of accounts.slice(0, 30))
      await running.simulator.changeAccount(id, { label: "told" });
    await running.passTime(16);
    await expect.poll(async () => (await list("q=told")).total).toBe(30);
    const { items } = await running.simulator.requests();
    expect(items.filter(({ path }) => path.includes("/accounts")).length).toBeLessThanOrEqual(10);
  });
});

test("a customer who repairs an account takes it out of the queue, its profile unchanged", async () => {
  await firstPass();
  const id = "acc_acme_greenhouse";
  const { authLink, connectSession } = await running.staff.createLink({
    ownerId: "acme",
    accountId: id,
  });
  const opened = (await list("status=error")).items.find((one) => one.id === id);
  expect(opened?.openConnectSessionId).toBe(connectSession.id);
  const stream = await running.staff.watch(connectSession.id);
  await running.simulator.act({ token: tokenOf(authLink), act: "form", provider: "greenhouse" });
  await stream.until(({ progress }) => progress === "connected");
  stream.close();
  expect(await ids("status=error")).not.toContain(id);
  const repaired = await account(id);
  expect(repaired).toMatchObject({
    status: "active",
    brokenSince: null,
    connectorProfileId: "prof_greenhouse",
    openConnectSessionId: null,
  });
  expect(repaired.history[0]).toMatchObject({ from: "error", to: "active" });
  expect(repaired.connectSessions.map((one) => one.id)).toEqual([connectSession.id]);
});

describe("gone", () => {
  test("is what two full passes missed; it comes back when it is seen", async () => {
    await firstPass();
    await running.simulator.webhooks({ trouble: ["lost"] });
    const id = "acc_contoso_lever";
    const { accounts } = await running.simulator.state();
    await running.simulator.deleteAccount(id);
    await nextPass();
    expect(await ids("q=contoso")).toContain(id);
    await nextPass();
    expect(await ids("q=contoso")).not.toContain(id);
    expect((await account(id)).goneAt).not.toBeNull();
    const was = accounts.find((one) => one.id === id);
    await running.simulator.addAccount({
      id,
      ownerId: was?.ownerId,
      ownerName: was?.ownerName,
      provider: was?.provider,
    });
    await nextPass();
    expect(await ids("q=contoso")).toContain(id);
    expect((await account(id)).goneAt).toBeNull();
  });

  test("is at once what the page's own read does not find, and who looks at the owner sees it", async () => {
    await firstPass();
    await running.simulator.webhooks({ trouble: ["lost"] });
    await running.simulator.deleteAccount("acc_stark_workday");
    await running.passTime(61);
    expect((await account("acc_stark_workday")).goneAt).not.toBeNull();
    await running.simulator.deleteAccount("acc_stark_microsoftteams");
    expect(await ids("ownerId=stark")).not.toContain("acc_stark_microsoftteams");
  });

  test("an account that nobody knows is not found, and asked for once", async () => {
    await firstPass();
    expect((await account("acc_of_nobody")).error.code).toBe("not_found");
    await running.simulator.webhooks({ trouble: ["lost"] });
    await running.simulator.addAccount({
      id: "acc_new",
      ownerId: "acme",
      ownerName: "Acme Inc",
      provider: "okta",
    });
    expect(await account("acc_new")).toMatchObject({ id: "acc_new", owner: { id: "acme" } });
    expect(await ids("provider=okta")).toContain("acc_new");
  });
});
