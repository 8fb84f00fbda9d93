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

test("an auth link is neither typed nor searched for; another address may be a label", () => {
  expect(StaffText.safeParse(link).success).toBe(false);
  expect(StaffText.safeParse("https://acme.bamboohr.com").success).toBe(true);
  expect(SearchText.safeParse(link).success).toBe(false);
  expect(looksLikeLink("acme-27270")).toBe(false);
});
