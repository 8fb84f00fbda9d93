import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
afterAll(() => running.stop());

const create = (ownerId: string) => running.staff.create({ ownerId, provider: "ashby" });

test.each([
  ["sim-accounts-401", 502, "stackone_rejected"],
  ["sim-accounts-403", 502, "stackone_rejected"],
  ["sim-accounts-500", 503, "stackone_unavailable"],
  ["sim-accounts-never", 503, "stackone_unavailable"],
  ["sim-accounts-reset", 503, "stackone_unavailable"],
  ["sim-accounts-wrong-shape", 503, "stackone_unavailable"],
  ["sim-accounts-not-json", 503, "stackone_unavailable"],
  ["sim-accounts-429", 503, "stackone_rate_limited"],
])(
  "%s: preview and creation answer %i %s, and nothing is created",
  async (ownerId, status, code) => {
    await running.simulator.forgetRequests();
    const answers = await Promise.all([
      running.staff.preview({ ownerId, provider: "ashby" }),
      create(ownerId),
    ]);
    for (const answer of answers) {
      expect([answer.status, answer.body.error.code]).toEqual([status, code]);
      expect(answer.body.error.requestId.length).toBeGreaterThan(0);
      if (code === "stackone_rate_limited")
        expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect(await running.creations()).toBe(0);
    const state = await running.staff.ask<{ state: string }>("GET", "/api/stackone");
    expect(state.body.state).not.toBe("refused");
    await running.passTime(10);
  },
  60_000,
);

test.each(["sim-accounts-slow", "sim-accounts-envelope"])("%s works", async (ownerId) => {
  expect((await create(ownerId)).status).toBe(201);
});
