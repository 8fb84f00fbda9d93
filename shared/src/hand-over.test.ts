import { expect, test } from "vitest";
import { HandOver, Ticket, ticketAddress } from "./hand-over.ts";

test.each([
  ["https://desk.example/tickets/42?view=full#last", true],
  ["HTTPS://desk.example", true],
  ["HELP-42", false],
  ["zendesk 42", false],
  ["javascript:alert(1)", false],
])("%s is a ticket; a link: %s", (ticket, isLink) => {
  expect(Ticket.parse(ticket)).toBe(ticket);
  expect(ticketAddress(ticket) !== null).toBe(isLink);
});

test.each([
  "",
  "  ",
  "http://desk.example/42",
  "https://una:secret@desk.example/42",
  "https://desk.example\\@evil.example/",
  "javascript://desk.example/%0aalert(1)",
  "https://",
  "see https://desk.example/42",
  "https://app.stackone.com/embedded?token=abc",
  "a\u0000b",
  "a\u202eb",
  "x".repeat(501),
])("%j is none", (ticket) => {
  expect(Ticket.safeParse(ticket).success).toBe(false);
});

test("what is left out stays, null takes it away", () => {
  expect(HandOver.parse({})).toEqual({});
  expect(HandOver.parse({ assigneeId: null, ticket: null })).toEqual({
    assigneeId: null,
    ticket: null,
  });
});
