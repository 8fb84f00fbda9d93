import { describe, expect, test } from "vitest";
import { FindInput } from "./find.ts";
import { Ticket } from "./hand-over.ts";
import { NoteInput } from "./note.ts";
import { OwnerInput } from "./owner.ts";
import { IsoTime, looksLikeLink, SearchText, StaffText } from "./text.ts";

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
      "Take out the invisible characters and those that turn the direction of writing.",
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

test("A4: what is too long is refused before its content is read", () => {
  const long = `\u0000${link} `.repeat(1_000);
  const all = { SearchText, StaffText, NoteInput, Ticket, FindInput };
  for (const [name, schema] of Object.entries(all)) {
    const isBody = schema === NoteInput || schema === FindInput;
    const { error } = schema.safeParse(isBody ? { text: long } : long);
    expect([name, error?.issues.map(({ code }) => code)]).toEqual([name, ["too_big"]]);
  }
});

test.each([
  "https://x",
  "see HTTP://x",
  "open app.stackone.com/embedded?token=1",
  "token=abc",
  "&token=abc",
  `${"a".repeat(20)}.${"b".repeat(20)}`,
  `x ${"a-_9".repeat(9)}.${"B".repeat(40)}!`,
])("A4: %s still looks like a link", (text) => expect(looksLikeLink(text)).toBe(true));

test.each(["a//b", "mytoken=1", "to be: //", `${"a".repeat(19)}.${"b".repeat(30)}`, "acme.com"])(
  "A4: %s still does not",
  (text) => expect(looksLikeLink(text)).toBe(false),
);

describe("C30: a time", () => {
  test.each(["2026-11-25T16:46:25Z", "2024-02-29T00:00:00.123456789Z", "0001-01-01T23:59:59.9Z"])(
    "%s is one",
    (time) => expect(IsoTime.safeParse(time).success).toBe(true),
  );

  test.each([
    "9999-99-99T99:99:99Z",
    "2026-02-29T00:00:00Z",
    "2026-11-31T00:00:00Z",
    "2026-00-10T00:00:00Z",
    "2026-11-25T24:00:00Z",
    "2026-11-25T10:60:00Z",
    "2026-11-25T23:59:60Z",
    "2026-11-25T10:00Z",
    "2026-11-25T10:00:00+00:00",
    "2026-11-25T10:00:00.Z",
    "2026-11-25",
    "",
  ])("%s is none", (time) => expect(IsoTime.safeParse(time).success).toBe(false));
});

describe("F13: what nobody sees", () => {
  test.each([
    ["Persian", "می\u200cخواهم شرکت"],
    ["Persian with a mark before it", "خانهٔ\u200cما"],
    ["Urdu", "علی\u200cگڑھ"],
    ["Hindi, joiner", "क्\u200dष"],
    ["Hindi, non-joiner", "राष्\u200cट्र"],
    ["Bengali, joiner before the virama", "র\u200d\u09cdয"],
    ["Malayalam at the end", "അവന്\u200d"],
    ["Sinhala", "ශ්\u200dරී ලංකා"],
    ["Japanese with a variant", "葛\u{e0100}城"],
    ["a family", "Care \u{1f469}\u200d\u{1f469}\u200d\u{1f467}"],
    ["a profession with a skin", "\u{1f469}\u{1f3fd}\u200d\u{1f52c} Labs"],
    ["a heart", "I \u2764\ufe0f HR"],
    ["a rainbow flag", "\u{1f3f3}\ufe0f\u200d\u{1f308} Pride"],
    ["a keycap", "1\ufe0f\u20e3 One"],
    ["a flag of tags", "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} FC"],
  ])("that belongs to the writing is allowed: %s", (_, name) => {
    expect(StaffText.safeParse(name).success).toBe(true);
    expect(OwnerInput.safeParse({ id: "a", name }).success).toBe(true);
    expect(OwnerInput.safeParse({ id: name, name: "a" }).success).toBe(false);
  });

  test.each([
    ["a joiner in Latin", "Ac\u200dme"],
    ["a non-joiner in Latin", "Ac\u200cme"],
    ["a non-joiner at the end of Persian", "شرکت\u200c"],
    ["a non-joiner at the beginning", "\u200cشرکت"],
    ["two in a row", "می\u200c\u200cخواهم"],
    ["a joiner between Latin and an emoji", "A\u200d\u{1f469}"],
    ["a joiner behind an emoji", "\u{1f469}\u200d"],
    ["a selector behind a letter", "A\ufe0fcme"],
    ["a tag without a flag", "Acme\u{e0067}\u{e007f}"],
    ["a Japanese variant behind Latin", "A\u{e0100}"],
    ["a virama's joiner behind Latin", "क\u200dA"],
    ["a zero-width space in Persian", "می\u200bخواهم"],
    ["the direction of writing in Persian", "می\u202eخواهم"],
  ])("elsewhere is refused: %s", (_, name) => {
    expect(StaffText.safeParse(name).success).toBe(false);
  });
});
