import { expect, test } from "vitest";
import { ApiProblem } from "./api-problem.ts";
import { createIdempotencyKeys } from "./idempotency.ts";

test("the same body keeps its key while no answer came, and gets a new one after an answer", () => {
  const keys = createIdempotencyKeys();
  const first = keys.keyFor({ a: 1 });
  expect(keys.keyFor({ a: 1 })).toBe(first);
  keys.answered(new ApiProblem("unreachable", "no answer"));
  expect(keys.keyFor({ a: 1 })).toBe(first);
  keys.answered(new ApiProblem("stackone_unavailable", "an answer"));
  expect(keys.keyFor({ a: 1 })).not.toBe(first);
});

test("another body is another wish", () => {
  const keys = createIdempotencyKeys();
  expect(keys.keyFor({ a: 1 })).not.toBe(keys.keyFor({ a: 2 }));
});
