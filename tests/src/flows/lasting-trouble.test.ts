import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { tokenOf } from "../running/simulator.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
afterAll(() => running.stop());

let links = 0;
/** A link by hand, with a word in its label; each for a place of its own. */
const type = (word: string) =>
  running.staff.createLink({
    ownerId: "contoso",
    provider: "okta",
    multiple: true,
    label: `${word} ${(links += 1)}`,
  });
afterEach(() => type("sim:calm"));

/** The whole job still works: a form customer shows up. */
async function expectTheJobWorks(): Promise<void> {
  const { connectSession, authLink } = await type("after it");
  const ahead = Date.parse(String(connectSession.expiresAt)) - Date.parse(connectSession.createdAt);
  expect(Math.abs(ahead - 3_600_000)).toBeLessThan(10_000);
  const stream = await running.staff.watch(connectSession.id);
  await running.simulator.act({ token: tokenOf(authLink), act: "form", provider: "okta" });
  await stream.until(({ progress }) => progress === "connected");
  stream.close();
}

test.each([
  "sim:accounts-envelope",
  "sim:no-default",
  "sim:no-account-profile",
  "sim:clock-ahead",
  "sim:clock-behind",
])("%s: the job works", async (word) => {
  await type(word);
  await expectTheJobWorks();
});

test("sim:auth-configs: after a start the profiles come from the other path", async () => {
  await type("sim:auth-configs");
  await running.restart();
  await running.simulator.forgetRequests();
  const { body } = await running.staff.ask<{ items: { key: string }[] }>("GET", "/api/providers");
  expect(body.items.map(({ key }) => key)).toContain("hubspot");
  await expectTheJobWorks();
});

test("sim:no-default: which profile is taken is not known, so nothing is blocked", async () => {
  await type("sim:no-default");
  await running.restart();
  const { body } = await running.staff.preview({ ownerId: "stark", provider: "hubspot" });
  expect(body.kind).toBe("create");
  expect(body.request).not.toHaveProperty("connector_profile_id");
});

test("sim:no-account-profile: an edit warns that the profile may change", async () => {
  await type("sim:no-account-profile");
  const { body } = await running.staff.preview({
    ownerId: "umbrella",
    accountId: "acc_umbrella_hubspot_emea",
  });
  expect(body.kind).toBe("edit");
  expect(body.warnings.map(({ code }) => code)).toContain("profile_may_change");
  expect(body.request).not.toHaveProperty("connector_profile_id");
});
