import { expect, it } from "vitest";
import { steadySlots } from "./steady.ts";

const rows = (ids: string) => Array.from(ids, (id) => ({ id }));
const shown = (ids: string, held: string | null) =>
  steadySlots(rows(ids), held === null ? null : Array.from(held, (id) => ({ id, height: 60 })))
    .map(({ id, row }) => (row ? id : "·"))
    .join("");

it("follows the server while nobody points at the list", () => {
  expect(shown("cab", null)).toBe("cab");
});

it("moves nothing under the pointer: what left leaves a gap, what came stands at the end", () => {
  expect(shown("xcab", "abc")).toBe("abcx");
  expect(shown("ac", "abc")).toBe("a·c");
  expect(shown("yc", "abc")).toBe("··cy");
});

it("keeps the height of what left", () => {
  expect(steadySlots([], [{ id: "a", height: 73 }])).toEqual([{ id: "a", row: null, height: 73 }]);
});
