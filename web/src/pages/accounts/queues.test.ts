import { describe, expect, it } from "vitest";
import { explainStatus } from "../../account/explain-status.ts";
import { statusOptions } from "./filter-options.ts";
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

  it("C27: put a status that StackOne added later under Needs us", () => {
    const later = { ...counts, paused_by_policy: 1, deleted: 7 };
    const us = ["inactive", "suspended", "archived", "paused_by_policy", "unmapped_value"];
    expect(statusesOf("us", [], later)).toEqual(us);
    expect(statusesOf("us", ["paused_by_policy"], later)).toEqual(["paused_by_policy"]);
    expect(statusesOf("customer", [], later)).toEqual(["error", "expired"]);
    expect(countOf("us", later)).toBe(11);
    const options = statusOptions("us", later);
    expect(options.map(({ value }) => value)).toEqual(us);
    for (const status of us) {
      const { cause, next } = explainStatus({ status, statusReasons: [] });
      expect(`${cause} ${next}`).toMatch(/\. .+\.$/);
    }
  });

  it("count every account under All, also of a status that nobody documented", () => {
    expect(countOf("customer", counts)).toBe(5);
    expect(countOf("us", counts)).toBe(10);
    expect(countOf("all", counts)).toBe(95);
    expect(countOf("all", {})).toBe(0);
  });
});
