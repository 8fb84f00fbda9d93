import { expect, test } from "vitest";
import {
  carriesLink,
  composeMessage,
  mailtoOf,
  messageKind,
  richMessage,
  withLink,
} from "./message.ts";
import { linkMark, messageTemplates } from "./message-templates.ts";

type Row = Parameters<typeof composeMessage>[0];
const row: Row = {
  owner: { id: "acme", name: "Acme Inc" },
  provider: "bamboohr",
  categories: [],
  expiresAt: "2026-11-29T13:02:00Z",
  progress: "waiting",
  supersedes: null,
  copiedAt: null,
  attempt: null,
  predicted: {
    kind: "create",
    account: null,
    candidates: [],
    perProvider: [],
    hubOpensAt: "credentials",
    sentence: "Creates a new account.",
    reasons: [],
    warnings: [],
    request: {},
  },
};
const edits: Row = { ...row, predicted: { ...row.predicted, kind: "edit" } };
const link = "https://hub.example/link?a=1&b=$&";
const now = Date.parse("2026-11-22T12:00:00Z");
const berlin = { providerName: "BambooHR", timeZone: "Europe/Berlin" };
const kinds = Object.keys(messageTemplates) as (keyof typeof messageTemplates)[];

test.each(kinds)("the template %s carries all that a customer needs", (kind) => {
  const { subject, text, linkText } = composeMessage(row, kind, berlin);
  for (const words of [subject, linkText]) expect(words).toContain("BambooHR");
  expect(subject).toContain("Acme Inc");
  expect(text.split("\n").filter((line) => line === linkMark)).toHaveLength(1);
  expect(text).toContain("for Acme Inc");
  expect(text).toMatch(/works until Sunday,? 29 November 2026 at 14:02 (CET|GMT\+1)/);
  expect(text).toContain("allow pop-ups");
  expect(text).toContain("forward this message to your administrator");
  expect(text + subject + linkText).not.toMatch(/[{}]/);
});

test("the date stands in the reader's zone and names it", () => {
  const inZone = (timeZone: string) => composeMessage(row, "first", { timeZone }).text;
  expect(inZone("America/New_York")).toMatch(/29 November 2026 at 08:02 (EST|GMT-5)/);
  expect(inZone("Asia/Tokyo")).toMatch(/29 November 2026 at 22:02 (JST|GMT\+9)/);
  expect(inZone("UTC")).toMatch(/29 November 2026 at 13:02 UTC/);
  expect(composeMessage({ ...row, expiresAt: null }, "first").text).not.toContain("works until");
});

test.each<[string, Row, ReturnType<typeof messageKind>]>([
  ["a new link", row, "first"],
  ["a link that edits", edits, "repair"],
  ["a re-issued link", { ...edits, supersedes: "before" }, "reissue"],
  ["a link sent two days ago", { ...row, copiedAt: "2026-11-20T12:00:00Z" }, "reminder"],
  ["a link sent an hour ago", { ...row, copiedAt: "2026-11-22T11:00:00Z" }, "first"],
  ["a stalled sign-in", { ...edits, progress: "stalled" }, "reminder"],
  ["a failed sign-in", { ...row, progress: "attempt_failed", supersedes: "x" }, "reminder"],
])("%s gets the template that fits", (_, of, kind) => {
  expect(messageKind(of, now)).toBe(kind);
});

test("what the link will do is said as it was predicted", () => {
  const text = (of: Row) => composeMessage(of, "first", berlin).text;
  expect(text(row)).toContain("takes you through signing in to BambooHR");
  expect(text(edits)).toContain("already there");
  const depends: Row = { ...row, provider: null, predicted: { ...row.predicted, kind: "depends" } };
  expect(text(depends)).toContain("You choose your system");
  expect(text({ ...depends, categories: ["hris", "ats"] })).toContain("your hris or ats system");
});

test("a reminder after a failed try says so", () => {
  const failed = (errorCode: string | null) =>
    composeMessage(
      {
        ...row,
        progress: "attempt_failed",
        attempt: {
          id: "a",
          status: "error",
          createdAt: null,
          updatedAt: null,
          accountId: null,
          errorCode,
          errorDescription: null,
        },
      },
      "reminder",
      berlin,
    ).text;
  expect(failed(null)).toContain("did not go through");
  expect(failed("access_denied")).toContain("access was not approved in BambooHR");
  // what is ours to mend is no matter for the customer
  expect(failed("redirect_uri_mismatch")).toContain("did not go through");
});

test("the link is put in as it is, and a text without its place is told", () => {
  const { text } = composeMessage(row, "first", berlin);
  expect(text).not.toContain(link);
  expect(withLink(text, link).split("\n")).toContain(link);
  expect(carriesLink(text)).toBe(true);
  expect(carriesLink(text.replace(linkMark, ""))).toBe(false);
});

test("rich text holds the link behind words, and nothing of a name becomes markup", () => {
  const hostile: Row = { ...row, owner: { id: "x", name: '<img src=x onerror="x">' } };
  const html = richMessage(composeMessage(hostile, "first", berlin), link);
  expect(html).toContain(
    '<a href="https://hub.example/link?a=1&amp;b=$&amp;">Connect BambooHR</a>',
  );
  expect(html).not.toContain("<img");
  expect(html).toContain("&lt;img");
  expect(html.match(/<p>/g)).toHaveLength(7);
});

test("the mail has subject and body, lines ended as mail wants them", () => {
  const address = new URL(mailtoOf(composeMessage(row, "first", berlin), link));
  expect(address.pathname).toBe("");
  expect(address.searchParams.get("subject")).toBe("Connect BambooHR for Acme Inc");
  expect(address.searchParams.get("body")?.split("\r\n")).toContain(link);
});
