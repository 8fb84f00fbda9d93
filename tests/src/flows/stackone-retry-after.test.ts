import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { link, newOwner } from "./main-job.ts";

let running: RunningConsole;
beforeEach(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
afterEach(() => running.stop());

/** A link that waits, and then one answer 429 that says to wait as these settings do. */
async function askedToWait(settings: object) {
  const { ownerId } = await newOwner(running, `wait-${randomUUID()}`);
  const waiting = await link(running, { ownerId, provider: "docebo", expiresIn: 86_400 });
  await running.simulator.settings({ ...settings });
  await running.simulator.trouble({ route: "*", kind: "rate_limited", times: 1 });
  const refused = await running.staff.act(waiting.id, "check");
  expect([refused.status, refused.body.error.code]).toEqual([503, "stackone_rate_limited"]);
  expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(3600);
  const create = () => running.staff.create({ ownerId, provider: "slack" });
  return { waiting, create };
}

describe("B9: a Retry-After without measure", () => {
  const far: [string, object][] = [
    ["of a year in seconds", { retryAfterSeconds: 31_536_000 }],
    ["as a date far away", { retryAfterSeconds: 2_300_000_000, retryAfterForm: "date" }],
  ];

  test.each(far)("%s: a press may try after a minute", async (_name, settings) => {
    const { create } = await askedToWait(settings);
    await running.passTime(61);
    expect((await create()).status).toBe(201);
  });

  test.each(far)("%s: after an hour the customer is found", async (_name, settings) => {
    const { waiting } = await askedToWait(settings);
    await waiting.customer("form");
    await running.passTime(3600);
    expect((await waiting.check()).progress).toBe("connected");
  });
});

test("a 429 that does not say when is waited for a moment only", async () => {
  const { ownerId } = await newOwner(running, "when");
  await running.simulator.settings({ retryAfterForm: "absent" });
  await running.simulator.trouble({ route: "*", kind: "rate_limited", times: 1 });
  expect((await running.staff.create({ ownerId, provider: "slack" })).status).toBe(201);
});
