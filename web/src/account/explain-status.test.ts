import { expect, it } from "vitest";
import { explainStatus } from "./explain-status.ts";
import { knownStatuses, statusesThatNeed, statusWords } from "./status-words.ts";

const explain = (status: string) => explainStatus({ status, statusReasons: [] });

it("knows for every documented status whom it waits for and what to do", () => {
  for (const status of knownStatuses) {
    expect(statusWords(status).needs).not.toBe("not known");
    expect(explain(status).cause).not.toContain("does not know");
  }
});

it("says where a link does not help, and only there", () => {
  for (const status of ["inactive", "suspended"])
    expect(explain(status).next).toContain("A link would not help");
  for (const status of statusesThatNeed("customer"))
    expect(explain(status).next).toContain("Repair");
});

it("shows a status that nobody documented as it is", () => {
  expect(statusWords("unmapped_value")).toEqual({ word: "unmapped_value", needs: "not known" });
  expect(explain("unmapped_value").cause).toContain("“unmapped_value”");
});
