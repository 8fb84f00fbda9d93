import { openProgress, Progress } from "@connect-console/shared/connect-session";
import { describe, expect, test } from "vitest";
import { mustLeave, whyNot } from "./why-not-connect-here.ts";

const now = Date.parse("2026-05-01T12:00:00Z");
const row = {
  progress: "waiting",
  type: "production",
  linkHeld: true,
  expiresAt: "2026-05-01T12:00:01Z",
} as const;
const over = { ...row, expiresAt: "2026-05-01T12:00:00Z" };

describe("whyNot", () => {
  test.each(openProgress)("%s: nothing speaks against it until the time has passed", (progress) => {
    expect(whyNot({ ...row, progress }, now)).toBeNull();
    expect(whyNot({ ...over, progress }, now)).toContain("time has passed");
  });

  test("a problem does not close a link that is still held", () => {
    expect(whyNot({ ...row, progress: "connected_with_problem" }, now)).toBeNull();
  });

  test("a link that is not held, or is over in any other way, has its reason", () => {
    expect(whyNot({ ...row, linkHeld: false }, now)).toContain("no longer holds");
    const closed = Progress.options.filter(
      (progress) =>
        progress !== "connected_with_problem" &&
        !(openProgress as readonly Progress[]).includes(progress),
    );
    expect(closed).toHaveLength(6);
    const silent = closed.filter((progress) => whyNot({ ...row, progress }, now) === null);
    expect(silent).toEqual([]);
  });
});

describe("an open Hub", () => {
  test("stays while its link lives, and when it has done its work", () => {
    expect(mustLeave(row, now)).toBe(false);
    expect(mustLeave({ ...over, progress: "connected", linkHeld: false }, now)).toBe(false);
  });

  test("stays for a sign-in that is under way at the end", () => {
    expect(mustLeave({ ...over, progress: "signing_in" }, now)).toBe(false);
  });

  test.each(["waiting", "stalled", "attempt_failed", "expired"] as const)(
    "leaves where the time passed and it is %s",
    (progress) => expect(mustLeave({ ...over, progress }, now)).toBe(true),
  );

  test("leaves where the link was withdrawn", () => {
    expect(mustLeave({ ...row, progress: "void" }, now)).toBe(true);
  });
});
