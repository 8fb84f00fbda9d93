import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
afterAll(() => running.stop());

/** What StackOne was sent for the newest link. */
const sent = async () => {
  const { items } = await running.simulator.requests();
  return items.findLast(({ path }) => path === "/connect_sessions");
};

test("E1: an edit carries the account's own connector profile where only v2 names it", async () => {
  await running.simulator.settings({ accountsShowProfile: false });
  const ownerId = "umbrella";
  const us = "acc_umbrella_hubspot_us";
  const preview = await running.staff.preview({ ownerId, accountId: us });
  expect(preview.body).toMatchObject({
    kind: "edit",
    request: { connector_profile_id: "prof_hubspot_v2" },
    account: { connectorProfileId: "prof_hubspot_v2" },
  });
  expect(preview.body.warnings.map(({ code }) => code)).not.toContain("profile_may_change");
  const { connectSession } = await running.staff.createLink({ ownerId, accountId: us });
  expect(connectSession.predicted.request).toMatchObject({
    connector_profile_id: "prof_hubspot_v2",
  });
  expect(await sent()).toBeDefined();
});
