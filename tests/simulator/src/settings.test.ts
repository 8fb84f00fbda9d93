import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settingsSchema } from "./settings.ts";
import { testSimulator } from "./test-simulator.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

test.each(Object.entries(settingsSchema.parse({})))(
  "the README names the setting %s with its preset",
  (name, preset) => {
    expect(readme).toContain(`| \`${name}\` | \`${JSON.stringify(preset)}\` |`);
  },
);

test("a value that a setting does not have is refused", async () => {
  const sim = testSimulator();
  for (const wrong of [
    { connectSessionByNumber: "no" },
    { authenticateStatus: 500 },
    { unreadableAccounts: -1 },
    { nothing: true },
  ]) {
    await sim.json("POST", "/_simulator/settings", wrong, 400);
  }
});

test("a 429 says when in seconds, as a date, or not at all", async () => {
  const sim = testSimulator();
  const ask = async (settings: object) => {
    await sim.json("POST", "/_simulator/settings", settings);
    const answer = await sim.send("GET", "/accounts");
    expect(answer.status).toBe(429);
    return answer.headers.get("retry-after");
  };
  await sim.json(
    "POST",
    "/_simulator/trouble",
    { route: "GET /accounts", kind: "rate_limited" },
    201,
  );
  expect(await ask({})).toBe("30");
  expect(await ask({ retryAfterSeconds: 31_536_000 })).toBe("31536000");
  expect(await ask({ retryAfterForm: "date" })).toBe("Tue, 02 Mar 2027 10:00:00 GMT");
  expect(await ask({ retryAfterForm: "absent" })).toBeNull();
});
