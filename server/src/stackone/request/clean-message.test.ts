import { expect, test } from "vitest";
import { cleanMessage } from "./clean-message.ts";

test.each([
  [
    "Connector profile 01JHMM0V7N8M2Q5X3R4T6Y8Z9A not found",
    "Connector profile 01JHMM0V7N8M2Q5X3R4T6Y8Z9A not found",
  ],
  ["id f0bc3d88-2178-5423-8c81-b81d6c9da824", "id f0bc3d88-2178-5423-8c81-b81d6c9da824"],
  ["see https://app.stackone.com/x?token=abc now", "see [link] now"],
  ["open app.stackone.com/embedded?x=1", "open [link]"],
  ["token=abc", "token=[masked]"],
  ['{"token": "abc"}', '{"token": "[masked]"}'],
  ["key v1.us1.abcdef", "key [masked]"],
  ["Basic dXNlcjpwYXNz and Bearer abcdefghij", "Basic [masked] and Bearer [masked]"],
  ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmN", "[masked]"],
  ["line\n\u0000two\u202e", "line two"],
])("%s", (text, clean) => expect(cleanMessage(text, [])).toBe(clean));

test("secrets of the call are masked, and 300 characters are enough", () => {
  expect(cleanMessage("no session short", ["short"])).toBe("no session [masked]");
  expect(cleanMessage("word ".repeat(200), [])).toHaveLength(300);
});

test("A4: of a long text only the beginning is read, and no half of a secret is left of it", () => {
  const token = "abcdefgh".repeat(4);
  const text = `${"https://x.example/".padEnd(3_990, "x")} ${token}`;
  expect(cleanMessage(text, [])).toBe("[link]");
  expect(cleanMessage(`No. ${"a.".repeat(30_000)}`, [])).toMatch(/^No\./);
});
