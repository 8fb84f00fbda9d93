import { describe, expect, test } from "vitest";
import { forgetDraft, keepDraft, readDraft } from "./draft.ts";
import { initialValues, prefillFromSearch } from "./form-values.ts";

function memory() {
  const kept = new Map<string, string>();
  return {
    kept,
    keeper: () => ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    }),
  };
}
const place = { staffId: "staff-1", prefill: "{}" };
const filled = {
  ...initialValues(prefillFromSearch({})),
  ownerId: "acme",
  categories: ["hris"],
  multiple: true,
  label: "HR Berlin",
  expiresIn: 600,
  metadata: [{ key: "ticket", value: "SUP-7" }],
};

describe("W22: a half-filled form", () => {
  test("is kept as it is, for its address and its person only, until it is forgotten", () => {
    const { keeper, kept } = memory();
    keepDraft(place, filled, keeper);
    expect(readDraft(place, keeper)).toEqual(filled);
    expect(readDraft({ ...place, staffId: "staff-2" }, keeper)).toBeUndefined();
    expect(readDraft({ ...place, prefill: '{"ownerId":"globex"}' }, keeper)).toBeUndefined();
    forgetDraft(place, keeper);
    expect(kept.size).toBe(0);
  });

  test.each([
    ["a link", "https://app.stackone.com/embedded?token=marker-of-a-token"],
    ["a bare token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJrZXIifQ.c2lnbmF0dXJl"],
    ["a key", "Bearer marker1234567890abcdef"],
    ["what follows a name", "password: marker-1"],
  ])("leaves out %s, wherever it was typed", (_, secret) => {
    const { keeper, kept } = memory();
    const metadata = [
      { key: "note", value: secret },
      { key: secret, value: "x" },
      { key: "api_token", value: "short" },
    ];
    keepDraft(place, { ...filled, label: secret, username: secret, metadata }, keeper);
    expect([...kept.values()].join("")).not.toContain("marker");
    expect(readDraft(place, keeper)).toMatchObject({ ownerId: "acme", label: "", username: "" });
  });

  test("that cannot be kept or read is an empty one", () => {
    const broken = () => {
      throw new Error("storage is switched off");
    };
    keepDraft(place, filled, broken);
    expect(readDraft(place, broken)).toBeUndefined();
    forgetDraft(place, broken);
    const { keeper, kept } = memory();
    kept.set("new-auth-link staff-1 {}", '{"ownerId":7}');
    expect(readDraft(place, keeper)).toBeUndefined();
    kept.set("new-auth-link staff-1 {}", "no JSON");
    expect(readDraft(place, keeper)).toBeUndefined();
  });
});
