import { expect, it } from "vitest";
import { assigneeOptions } from "./assignee-options.ts";

const una = { id: "una", name: "Una" };
const colleagues = [
  { id: "ben", name: "Ben", role: "support" as const },
  { id: "quentin", name: "Quentin", role: "qa" as const },
  { id: "vera", name: "Vera", role: "viewer" as const },
];
const of = (type: "production" | "test", assignee: typeof una | null = null) =>
  assigneeOptions(colleagues, { assignment: { assignee, ticket: null }, creator: una, type });

it("offers who could do something with it, and says why the others could not", () => {
  expect(of("production").map(({ label, disabled }) => [label, disabled ?? false])).toEqual([
    ["Nobody else: Una, who made it", false],
    ["Ben · Support", false],
    ["Quentin · QA: QA works with test links and test accounts only.", true],
    ["Vera · Viewer: A viewer could do nothing with it.", true],
    ["Support (team)", false],
    ["Customer success (team)", false],
    ["Admins (team)", false],
  ]);
  expect(of("test").map(({ label }) => label)).toContain("QA (team)");
  expect(of("test")[2]).toEqual({ value: "quentin", label: "Quentin · QA" });
});

it("keeps the name of an assignee who is no longer known", () => {
  const gone = { id: "gone", name: "Gil" };
  expect(of("production", gone)[1]).toEqual({
    value: "gone",
    label: "Gil · no longer known here",
  });
  expect(of("production", { id: "ben", name: "Ben" })).toHaveLength(7);
});

it("W9: keeps a role that has it, which is never unknown", () => {
  const options = of("production", { id: "role:support", name: "Support" });
  expect(options.filter(({ value }) => value === "role:support")).toHaveLength(1);
  expect(options.some(({ label }) => label.includes("no longer known"))).toBe(false);
});
