import { expect, test } from "vitest";
import { createTestApp } from "../testing/test-app.ts";

test("a check of StackOne that a crash cut off is said, with what it may have left", async () => {
  const { ask, store } = createTestApp();
  await store.stackoneAnswers.putRun(
    JSON.stringify({
      state: "waiting_for_person",
      owner: { id: "acme", name: "Acme Inc" },
      provider: "ashby",
      startedAt: "2026-05-01T11:00:00.000Z",
      doing: "Open the link.",
      waitsFor: "connect",
      problem: null,
      leftBehind: null,
    }),
  );
  const { status, body } = await ask("GET", "/api/settings/stackone");
  expect([status, body.run.state, body.run.waitsFor]).toEqual([200, "interrupted", null]);
  expect(body.run.leftBehind).toMatch(/connected a test account for Acme Inc .* delete it/);
});
