import { expect, it } from "vitest";
import { copyWords } from "./copy-words.ts";

const now = Date.parse("2026-11-19T15:00:00Z");
const copy = { completeAt: null, nextAt: null, pass: null, problem: null };
const pass = { startedAt: "2026-11-19T14:59:00Z", read: 4200, doneAt: "2026-11-19T15:05:00Z" };
const say = (change: object) => copyWords({ ...copy, ...change }, now, "UTC");

it.each([
  [{}, "StackOne’s accounts have not been read yet"],
  [{ pass }, "Reading StackOne: 4,200 accounts so far, done about 15:05"],
  [{ pass: { ...pass, doneAt: null } }, "Reading StackOne: 4,200 accounts so far"],
  [
    { completeAt: "2026-11-19T14:02:00Z", nextAt: "2026-11-19T15:20:30Z" },
    "Copy of 14:02 today, complete; next in 20 min",
  ],
  [
    { completeAt: "2026-11-18T14:02:00Z", nextAt: "2026-11-19T14:59:59Z" },
    "Copy of Wednesday 14:02, complete; the next is about to begin",
  ],
  [
    { completeAt: "2026-11-19T14:02:00Z", pass },
    "Copy of 14:02 today, complete. Reading StackOne again: 4,200 accounts so far, done about 15:05",
  ],
  [
    { nextAt: "2026-11-19T15:02:00Z" },
    "StackOne’s accounts have not been read as a whole yet; next in 2 min",
  ],
])("%j is said as “%s”", (change, words) => {
  expect(say(change)).toBe(words);
});
