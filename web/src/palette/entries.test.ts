import type { FoundItem } from "@connect-console/shared/find";
import { expect, test } from "vitest";
import { foundEntries, pageEntries } from "./entries.ts";
import { pagesOf } from "./pages.ts";

const owner: FoundItem = {
  kind: "owner",
  id: "a/b c",
  title: "Acme",
  detail: "a/b c · 1 account",
  progress: null,
  at: null,
};
const link: FoundItem = {
  ...owner,
  kind: "connect_session",
  id: "one",
  detail: "Creates a new account.",
  progress: "waiting",
  at: "2026-01-01T00:00:00Z",
};

test("pages are offered by the beginning of a word, and only those that there are", () => {
  const pages = pagesOf({ routesByPath: { "/": {}, "/connect-sessions": {} } });
  expect(pageEntries(pages, "").map(({ title }) => title)).toEqual([
    "New auth link",
    "Auth links",
    "Keyboard shortcuts",
  ]);
  expect(pageEntries(pages, "LINK").map(({ leadsTo }) => leadsTo)).toEqual([
    "/",
    "/connect-sessions",
  ]);
  expect(pageEntries(pages, "inks")).toEqual([]);
});

test("what was found leads to its page, and the best owner to the form as well, whatever is in its id", () => {
  const entries = foundEntries([link, owner, { ...owner, kind: "account", id: "acc" }]);
  expect(entries.map(({ leadsTo }) => leadsTo)).toEqual([
    "/connect-sessions/one",
    "/owners/a%2Fb%20c",
    "/?ownerId=a%2Fb+c",
    "/accounts/acc",
  ]);
  expect(entries[0]?.detail).toBe("Waiting for the customer · Creates a new account.");
});
