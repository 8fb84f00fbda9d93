import { expect, test } from "vitest";
import { badgedTitle } from "./title-badge.ts";

test.each([
  ["Acme · Connect console", 0, "Acme · Connect console"],
  ["Acme · Connect console", 3, "(3) Acme · Connect console"],
  ["(3) Acme · Connect console", 4, "(4) Acme · Connect console"],
  ["(99+) Acme", 0, "Acme"],
  ["Acme", 100, "(99+) Acme"],
  ["(Acme) 3", 1, "(1) (Acme) 3"],
])("W21: %j with %i unread is %j", (title, unread, badged) => {
  expect(badgedTitle(title, unread)).toBe(badged);
  expect(badgedTitle(badgedTitle(title, unread), unread)).toBe(badged);
});
