import { afterEach, beforeEach, expect, vi } from "vitest";

// A warning nobody expected is a finding. A test that expects one replaces the spy with its own.
beforeEach(() => {
  for (const level of ["error", "warn"] as const) vi.spyOn(console, level);
});

afterEach(() => {
  const calls = (["error", "warn"] as const).flatMap((level) =>
    vi.isMockFunction(console[level]) ? vi.mocked(console[level]).mock.calls : [],
  );
  expect(calls, "unexpected console output").toEqual([]);
});
