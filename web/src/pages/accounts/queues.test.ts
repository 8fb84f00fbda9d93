import { describe, expect, it } from "vitest";
import { countOf, statusesOf } from "./queues.ts";

const counts = { error: 4, expired: 1, inactive: 2, archived: 3, active: 80, unmapped_value: 5 };

describe("the tabs of Accounts", () => {
  it("ask for their statuses", () => {
    expect(statusesOf("customer")).toEqual(["error", "expired"]);
    expect(statusesOf("us")).toEqual(["inactive", "suspended", "archived"]);
    expect(statusesOf("all")).toEqual([]);
  });

  it("narrow to what was chosen, and never to nothing", () => {
    expect(statusesOf("customer", ["expired", "suspended"])).toEqual(["expired"]);
    expect(statusesOf("customer", ["suspended"])).toEqual(["error", "expired"]);
    expect(statusesOf("all", ["unmapped_value"])).toEqual(["unmapped_value"]);
  });

  it("count every account under All, also of a status that nobody documented", () => {
    expect(countOf("customer", counts)).toBe(5);
    expect(countOf("us", counts)).toBe(5);
    expect(countOf("all", counts)).toBe(95);
    expect(countOf("all", {})).toBe(0);
  });
});
