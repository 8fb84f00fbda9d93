import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { RunningConsole } from "../running/console.ts";
import { accountOf, link, newOwner, startConsoleOn } from "./main-job.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startConsoleOn({ connectSessionByNumber: "absent" });
});
afterAll(() => running.stop());
const owner = () => newOwner(running, `refused-${randomUUID()}`);

describe.each([400, 401, 403, 404, 410])("A6: every token is refused with %i", (status) => {
  beforeAll(async () => void (await running.simulator.settings({ authenticateStatus: status })));
  afterAll(async () => void (await running.simulator.settings({ authenticateStatus: null })));

  test("accounts alone tell of the sign-in, and the key is not blamed", async () => {
    const { ownerId } = await owner();
    const signIn = await link(running, { ownerId, provider: "notion" });
    await signIn.customer("oauth_approve");
    expect(await signIn.check()).toMatchObject({ progress: "connected", problems: [] });
    await signIn.expectWiped();
    const { body } = await running.staff.ask<{ state: string }>("GET", "/api/stackone");
    expect(body.state).toBe("ready");
  });

  test("a link expires by the clock, and is wiped", async () => {
    const { ownerId } = await owner();
    const left = await link(running, { ownerId, provider: "xero", expiresIn: 300 });
    await left.customer("walk_away");
    expect((await left.check()).progress).toBe("waiting");
    await running.passTime(900);
    expect(await left.check()).toMatchObject({ progress: "expired", problems: [] });
    await left.expectWiped();
  });
});

describe.each([400, 401, 403, 404, 410, 422])("A6: an expired token answers %i", (status) => {
  test("the link expires and is wiped", async () => {
    await running.simulator.settings({ expiredAuthenticateStatus: status });
    const { ownerId } = await owner();
    const unused = await link(running, { ownerId, provider: "slack", expiresIn: 300 });
    expect((await unused.check()).progress).toBe("waiting");
    await running.passTime(600);
    expect(await unused.check()).toMatchObject({ progress: "expired", problems: [] });
    await unused.expectWiped();
  });
});

test("a longer link than StackOne allows is refused with its own words, and nobody holds one", async () => {
  await running.simulator.settings({ maxExpiresIn: 3600 });
  const { ownerId } = await owner();
  const { status, body } = await running.staff.create({
    ownerId,
    provider: "slack",
    expiresIn: 7200,
  });
  await running.simulator.settings({ maxExpiresIn: null });
  expect([status, body.error.code]).toEqual([502, "stackone_rejected"]);
  expect(body.error.message).toContain("expires_in must not be greater than 3600");
  const row = await running.staff.read(String(body.error.connectSessionId));
  expect(row).toMatchObject({ progress: "create_failed", linkHeld: false });
});

describe("E1: where nothing names an account's profile", () => {
  let blind: RunningConsole;
  beforeAll(async () => {
    blind = await startConsoleOn({ v2: false, actions: false });
  });
  afterAll(() => blind.stop());

  test("the preview says that the account may move, and names the profile", async () => {
    const choice = { ownerId: "umbrella", accountId: "acc_umbrella_hubspot_us" };
    const { body } = await blind.staff.preview(choice);
    const warning = body.warnings.find(({ code }) => code === "profile_may_change");
    expect(warning?.message).toContain("HubSpot v1");
    expect(body.request).not.toHaveProperty("connector_profile_id");
  });

  test("a profile that a person chose is sent, and the account ends on it", async () => {
    const edit = await link(blind, {
      ownerId: "umbrella",
      accountId: "acc_umbrella_hubspot_us",
      connectorProfileId: "prof_hubspot_v2",
    });
    await edit.customer("oauth_approve");
    expect(await edit.check()).toMatchObject({ progress: "connected", problems: [] });
    expect((await accountOf(blind, "acc_umbrella_hubspot_us")).profileId).toBe("prof_hubspot_v2");
  });
});

describe.each([{}, { v2: false }, { v1Accounts: false }])(
  "where lists hold active accounts only, on a StackOne %j",
  (make) => {
    let quiet: RunningConsole;
    beforeAll(async () => {
      quiet = await startConsoleOn({ ...make, accountsDefaultStatus: "active" });
    });
    const missing = async () => {
      const { body } = await quiet.staff.ask<{ missing: { code: string }[] }>(
        "GET",
        "/api/stackone",
      );
      return body.missing.map(({ code }) => code);
    };
    afterAll(() => quiet.stop());

    test("a broken account is found, said to be edited, and repaired on its own profile", async () => {
      // what was learnt at the first start does not hold any more
      await expect.poll(missing).toContain("account_statuses");
      const facts = { provider: "hubspot", profileId: "prof_hubspot_v2", status: "error" };
      const of = await newOwner(quiet, `active-only-${randomUUID()}`);
      const { id } = await quiet.simulator.addAccount({ ...of, ...facts });
      // the preview takes what was read when the owner was added
      await quiet.passTime(6);
      const repair = await link(quiet, { ownerId: of.ownerId, provider: "hubspot" });
      expect(repair.created.predicted).toMatchObject({
        kind: "edit",
        request: { connector_profile_id: "prof_hubspot_v2" },
      });
      await repair.customer("oauth_approve");
      expect(await repair.check()).toMatchObject({ progress: "connected", account: { id } });
    });
  },
);

describe("A2: where updated_at stays with a status", () => {
  afterEach(
    async () => void (await running.simulator.settings({ updatedAtMovesWithStatus: true })),
  );

  test("a second repair of the same account is seen, and asks no more than the first", async () => {
    await running.simulator.settings({ updatedAtMovesWithStatus: false });
    const of = await owner();
    const account = await running.simulator.addAccount({
      ...of,
      provider: "ashby",
      status: "error",
    });
    const choice = { ownerId: of.ownerId, accountId: account.id };
    for (const _round of [1, 2, 3]) {
      const repair = await link(running, choice);
      await running.simulator.forgetRequests();
      await repair.customer("form");
      expect((await repair.check()).progress).toBe("connected");
      expect((await running.simulator.requests()).items.length).toBeLessThan(20);
      await running.simulator.changeAccount(account.id, { status: "error" });
      await running.passTime(3600);
    }
  });
});
