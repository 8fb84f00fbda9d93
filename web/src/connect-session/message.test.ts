import { expect, test } from "vitest";
import { messageFor } from "./message.ts";

type Row = Parameters<typeof messageFor>[0];
const row: Row = {
  owner: { id: "acme", name: "Acme Inc" },
  provider: "bamboohr",
  categories: [],
  expiresAt: "2026-11-29T13:02:00Z",
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
const link = "https://hub.example/link";

test("the message says what, for whom, until when with the time zone, and warns of pop-ups", () => {
  const message = messageFor(row, link, { providerName: "BambooHR", timeZone: "Europe/Berlin" });
  expect(message).toContain("connects BambooHR for Acme Inc");
  expect(message).toContain(`\n${link}\n`);
  expect(message).toMatch(/until Sunday,? 29 November 2026 at 14:02 (CET|GMT\+1)/);
  expect(message).toContain("pop-ups");
});

test("a repair reads as one", () => {
  const message = messageFor({ ...row, predicted: { ...row.predicted, kind: "edit" } }, link);
  expect(message).toContain("already there");
});

test("without a provider the categories name what is connected", () => {
  expect(messageFor({ ...row, provider: null, categories: ["hris", "ats"] }, link)).toContain(
    "your hris or ats system",
  );
  expect(messageFor({ ...row, provider: null }, link)).toContain("connects your system");
});
