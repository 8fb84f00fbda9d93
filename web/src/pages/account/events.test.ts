import type { ConnectSession } from "@connect-console/shared/connect-session";
import { expect, it } from "vitest";
import { eventsOf } from "./events.ts";

const change = (at: string, from: string | null, to: string) => ({
  at,
  from,
  to,
  statusReasons: [],
});

it("puts changes, notes and links into one line of time, newest first", () => {
  const row = { id: "cs_1", createdAt: "2026-11-18T10:00:00Z" } as ConnectSession;
  const events = eventsOf({
    createdAt: "2026-01-01T00:00:00Z",
    history: [
      change("2026-11-18T10:05:00.5Z", "error", "active"),
      change("2026-11-17T09:00:00Z", null, "error"),
    ],
    entries: [
      {
        id: "n",
        at: "2026-11-18T10:01:00Z",
        code: "note",
        text: "Called.",
        by: { id: "una", name: "Una" },
      },
    ],
    connectSessions: [row],
  });
  expect(events.map(({ kind, at }) => `${kind} ${at}`)).toEqual([
    "change 2026-11-18T10:05:00.5Z",
    "entry 2026-11-18T10:01:00Z",
    "link 2026-11-18T10:00:00Z",
    "change 2026-11-17T09:00:00Z",
    "made 2026-01-01T00:00:00Z",
  ]);
});

it("invents no beginning where StackOne does not tell one", () => {
  expect(eventsOf({ createdAt: null, history: [], entries: [], connectSessions: [] })).toEqual([]);
});
