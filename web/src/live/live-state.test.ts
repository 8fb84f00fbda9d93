import { expect, test } from "vitest";
import { nextLive, type Live, type LiveState } from "./live-state.ts";

const connecting: Live = { state: "connecting", since: 0, failures: 0, crowded: false };

/** What the stream is after it has become each of these, a second apart. */
function after(...states: LiveState[]): Live {
  return states.reduce(
    (live, state, index) => nextLive(live, state, (index + 1) * 1_000),
    connecting,
  );
}

test("a stream that breaks is down since the first failure, and its failures are counted", () => {
  expect(after("live", "down")).toMatchObject({ state: "down", since: 2_000, failures: 1 });
  expect(after("live", "down", "connecting", "down")).toMatchObject({ since: 2_000, failures: 2 });
});

test("while a broken stream is tried again it is still down, and the first time it connects", () => {
  expect(after("live", "down", "connecting")).toEqual(after("live", "down"));
  expect(after("connecting").state).toBe("connecting");
});

test("a stream that opens or rests has no failures and is not crowded any more", () => {
  const crowded = { ...after("down", "down"), crowded: true };
  expect(nextLive(crowded, "down", 9)).toMatchObject({ failures: 3, crowded: true });
  for (const state of ["live", "paused"] as const)
    expect(nextLive(crowded, state, 9)).toEqual({ state, since: 9, failures: 0, crowded: false });
});
