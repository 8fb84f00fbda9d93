import { expect, test } from "vitest";
import { looksLikeLink, SearchText, StaffText } from "./text.ts";

const link = "https://app.stackone.com/embedded/integrations?token=abc";

test("text that staff type is trimmed, composed and short", () => {
  expect(StaffText.parse("  Zu\u0308rich ")).toBe("Z\u00fcrich");
  expect(StaffText.safeParse("x".repeat(200)).success).toBe(true);
  expect(StaffText.safeParse("x".repeat(201)).success).toBe(false);
  for (const character of ["\u0000", "\n", "\u2028"])
    expect(StaffText.safeParse(`a${character}b`).success).toBe(false);
});

test("what nobody sees, or what turns the direction of writing, is refused with a sentence", () => {
  // right-to-left override, isolate and mark, zero-width space and joiner, soft hyphen, byte-order mark, filler, tag
  for (const character of "\u202e\u2066\u200f\u200b\u200d\u00ad\ufeff\u3164\u{e0041}") {
    const { error } = StaffText.safeParse(`Ac${character}me`);
    expect(error?.issues.map(({ message }) => message)).toEqual([
      "must not contain invisible characters or ones that turn the direction of writing",
    ]);
  }
  for (const name of ["Zürich ☃ 株式会社", "שלום", "سلام", "Ромашка", "a\u00a0b"])
    expect(StaffText.safeParse(name).success).toBe(true);
});

test("an auth link is neither typed nor searched for; another address may be a label", () => {
  expect(StaffText.safeParse(link).success).toBe(false);
  expect(StaffText.safeParse("https://acme.bamboohr.com").success).toBe(true);
  expect(SearchText.safeParse(link).success).toBe(false);
  expect(looksLikeLink("acme-27270")).toBe(false);
});
