import { expect, test } from "vitest";
import { countdown, duration, shortCountdown, shortDuration, shortWait } from "./times.ts";

const now = Date.parse("2026-11-22T12:00:00Z");
const at = (seconds: number) => new Date(now + seconds * 1_000).toISOString();

test("a duration names its two largest units", () => {
  expect(duration(7 * 86_400 - 1)).toBe("6 days 23 hours");
  expect(duration(3_600)).toBe("1 hour");
  expect(duration(0)).toBe("0 seconds");
  expect(shortDuration(3)).toBe("3 s");
  expect(shortDuration(7_300)).toBe("2 h");
  expect(shortDuration(-1)).toBe("0 s");
});

test("a countdown knows when it is soon and when it is over", () => {
  expect(countdown(at(2 * 86_400), now)).toEqual({ text: "in 2 days", over: false, soon: false });
  expect(countdown(at(90), now)).toEqual({
    text: "in 1 minute 30 seconds",
    over: false,
    soon: true,
  });
  expect(countdown(at(-61), now)).toEqual({
    text: "expired 1 minute 1 second ago",
    over: true,
    soon: false,
  });
});

test("a list says an expiry in its largest unit", () => {
  expect(shortCountdown(at(3_599), now)).toBe("expires in 59 min");
  expect(shortCountdown(at(3_601), now)).toBe("expires in 1 h");
  expect(shortCountdown(at(-7_300), now)).toBe("expired 2 h ago");
});

test("W26: a wait is counted to its second below an hour", () => {
  expect([1, 59, 60, 61, 119, 3_599, 3_600, 7_300].map(shortWait)).toEqual([
    "1 s",
    "59 s",
    "1 min",
    "1 min 1 s",
    "1 min 59 s",
    "59 min 59 s",
    "1 h",
    "2 h",
  ]);
});
