import { describe, expect, test } from "vitest";
import { StackOneError } from "../domain/ports/stackone.ts";
import { createBudget } from "./request/budget.ts";
import { createStackOneHealth } from "./stackone-health.ts";

function setUp() {
  let now = 1_000_000;
  const budget = createBudget({ perMinute: 10, clock: { now: () => now }, wait: async () => {} });
  const health = createStackOneHealth(budget);
  const failed = (message: string) => health.note(new StackOneError("unavailable", message));
  const answered = () => health.note(undefined, 200);
  const state = () => health.state().state;
  return { budget, health, failed, answered, state, pass: (ms: number) => (now += ms) };
}

describe("W26: what StackOne is said to be", () => {
  test("one try without an answer is no news, whatever was known before", () => {
    const { failed, answered, state } = setUp();
    failed("The connection to StackOne broke");
    expect(state()).toBe("unknown");
    answered();
    for (let round = 0; round < 5; round += 1) {
      failed("StackOne answered 502");
      expect(state()).toBe("ready");
      answered();
      expect(state()).toBe("ready");
    }
  });

  test("a second in a row is said, with its own words, until the next answer", () => {
    const { health, failed, answered, state } = setUp();
    answered();
    failed("The connection to StackOne broke");
    failed("StackOne answered 503");
    expect(health.state()).toMatchObject({
      state: "unavailable",
      message: "StackOne answered 503",
    });
    failed("StackOne answered 504");
    expect(health.state()).toMatchObject({ message: "StackOne answered 504" });
    answered();
    expect(health.state()).toMatchObject({ state: "ready", message: null });
    failed("StackOne answered 503");
    expect(state()).toBe("ready");
  });

  test("a 429 is an answer: it is said at once, with how long it lasts, and counts for no failure", () => {
    const { budget, health, failed, state, pass } = setUp();
    failed("StackOne answered 503");
    budget.pause(42_000, true);
    health.note(new StackOneError("rate_limited", "wait", { status: 429, retryAfter: 42 }));
    expect(health.state()).toMatchObject({ state: "rate_limited", retryIn: 42 });
    pass(40_500);
    expect(health.state().retryIn).toBe(2);
    pass(60_000);
    expect(health.state().retryIn).toBe(0);
    failed("StackOne answered 503");
    expect(state()).toBe("rate_limited");
    failed("StackOne answered 503");
    expect(health.state()).toMatchObject({ state: "unavailable", retryIn: null });
  });

  test("a refused key stays refused over one try without an answer", () => {
    const { health, failed, state } = setUp();
    health.refused("StackOne refuses the API key");
    failed("StackOne answered 502");
    expect(state()).toBe("refused");
    health.note(undefined, 200);
    expect(state()).toBe("ready");
  });
});
