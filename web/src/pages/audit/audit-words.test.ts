import { AuditAction } from "@connect-console/shared/audit";
import { expect, it } from "vitest";
import { actionOptions, actText, besidesText, objectText } from "./audit-words.ts";

const line = (change: object = {}) => ({
  action: "connect_session.reveal",
  actor: { id: "una", name: "Una" },
  target: { kind: "connect_session", id: "cs1", name: "Acme Inc (bamboohr)" },
  outcome: "done" as const,
  fields: [],
  ...change,
});
const say = (change: object) => {
  const told = line(change);
  return [actText(told), objectText(told), besidesText(told)].filter(Boolean).join(" ");
};

it.each([
  [{}, "revealed the auth link of Acme Inc (bamboohr)"],
  [{ outcome: "refused" }, "wanted to reveal the auth link of Acme Inc (bamboohr)"],
  [{ outcome: "failed" }, "tried to reveal the auth link of Acme Inc (bamboohr)"],
  [
    { action: "connect_session.copy", fields: ["mail"] },
    "took along the auth link of Acme Inc (bamboohr) into the mail program",
  ],
  [
    {
      action: "connect_session.create",
      outcome: "refused",
      target: { kind: "owner", id: "acme", name: "Acme" },
    },
    "wanted to make an auth link for Acme",
  ],
  [
    { action: "owner.import", target: { kind: "owner", id: null, name: null }, fields: ["id"] },
    "imported owners id",
  ],
  [
    { action: "audit.export", target: { kind: "audit", id: null, name: null }, fields: ["actor"] },
    "exported the audit log filtered by actor",
  ],
  [{ action: "sign_in", target: { kind: "staff", id: "una", name: null } }, "signed in"],
  [
    {
      action: "sign_in.refused",
      outcome: "refused",
      target: { kind: "staff", id: null, name: null },
      fields: ["no_role"],
    },
    "wanted to sign in because: no role",
  ],
  [
    { action: "moon.shine", target: { kind: "moon", id: "m1", name: null } },
    "did “moon.shine” to moon m1",
  ],
])("%j is said as “%s”", (change, words) => {
  expect(say(change)).toBe(words);
});

it("offers every action once, under a name of its own", () => {
  const options = actionOptions().flatMap(({ items }) => items);
  expect(options.map(({ value }) => value).toSorted()).toEqual(AuditAction.options.toSorted());
  expect(new Set(options.map(({ label }) => label)).size).toBe(options.length);
});
