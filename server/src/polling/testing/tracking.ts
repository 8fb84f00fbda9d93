import type { RowPart } from "../../domain/testing/row-part.ts";
import type { ConnectSessionRow } from "../../domain/ports/connect-sessions.ts";
import type { AttemptReading } from "../../domain/ports/stackone.ts";
import { makeRow, start } from "../../domain/testing/followed-row.ts";
import { createTestConsole } from "../../domain/testing/test-console.ts";
import { createFeed } from "../../live/feed.ts";
import { createTracker, type TrackerOptions } from "../tracker.ts";

const second = 1000;

/** The tracker over a store of its own and a StackOne that counts; `pass` lets the clock run and looks every half second. */
export async function tracking(rows: ConnectSessionRow[], options: Partial<TrackerOptions> = {}) {
  const base = createTestConsole();
  base.advance(start - base.clock.now());
  const attempts: Record<string, AttemptReading> = {};
  const owners: string[][] = [];
  const list = base.stackone.listAccountsOfOwners;
  base.stackone.listAccountsOfOwners = async (ids, purpose) => {
    owners.push(ids);
    return list(ids, purpose);
  };
  base.stackone.readAttempt = async ({ token }) => {
    base.stackone.calls.push("readAttempt");
    const error = base.stackone.fail["readAttempt"];
    if (error) throw error;
    return attempts[token ?? ""] ?? { readable: true, attempt: null };
  };
  for (const row of rows) {
    await base.store.connectSessions.insert(row);
    await base.store.connectSessions.keepSecrets(row.id, {
      token: row.id,
      authLink: "https://link.test",
    });
  }
  const { clock, ids, store, stackone, log, hash, notify, memory } = base;
  const ports = { clock, ids, store, stackone, log, hash, notify, memory };
  const open = () => createTracker({ ...ports, feed: createFeed(), random: () => 1, ...options });
  let tracker = open();
  const pass = async (ms: number, stride = second / 2) => {
    for (let left = ms; left > 0; left -= stride) {
      base.advance(Math.min(stride, left));
      await tracker.checkDue();
    }
  };
  return {
    ...base,
    owners,
    attempts,
    pass,
    live: () => tracker.live,
    checkDue: () => tracker.checkDue(),
    restart: () => (tracker = open()),
    watch: (id: string, listener: (row: ConnectSessionRow) => void = () => {}) =>
      tracker.live.subscribe(listener, id),
    calls: () => stackone.calls.splice(0),
    row: async (id: string) =>
      (await store.connectSessions.get(id)) ?? Promise.reject(new Error("no row")),
  };
}

export const at = (id: string, part: RowPart = {}) => makeRow({ id, lineageId: id, ...part });
export const ofOwner = (id: string) => at(id, { owner: { id: `owner-${id}`, name: id } });
