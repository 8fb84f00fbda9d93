import type { RowPart } from "./row-part.ts";
import { checkConnectSession } from "../connect-session/check.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { AttemptReading, StackOneAccount } from "../ports/stackone.ts";
import { day, makeRow } from "./followed-row.ts";
import { consoleBegan, createTestConsole } from "./test-console.ts";

/** When the clock of `following` begins. */
export const began = consoleBegan;

/** A row that waits since `began`, with a link of one day. With `edits`, the account that was there. */
export const at = (row: RowPart, edits?: StackOneAccount) =>
  makeRow(
    {
      createdAt: began,
      startedAt: began,
      endsAt: began + day,
      expiresAt: began + day,
      progressSince: began,
      activeAt: began,
      nextCheckAt: began,
      baseline: { takenAt: began - 1000, accounts: edits ? [edits] : [] },
      lineageId: row.id ?? "row-1",
      ...row,
    },
    edits,
  );

/** A console whose clock starts where the rows do; attempts by row id. */
export async function following(...rows: ConnectSessionRow[]) {
  const console = createTestConsole();
  const attempts: Record<string, AttemptReading> = {};
  console.stackone.readAttempt = async ({ token }) => {
    console.stackone.calls.push(`readAttempt ${token}`);
    return attempts[token ?? ""] ?? { readable: true, attempt: null };
  };
  const add = async (row: ConnectSessionRow) => {
    await console.store.connectSessions.insert(row);
    await console.store.connectSessions.keepSecrets(row.id, {
      token: row.id,
      authLink: "https://link.test",
    });
  };
  for (const row of rows) await add(row);
  const get = async (id: string) => {
    const row = await console.store.connectSessions.get(id);
    if (!row) throw new Error("no row");
    return row;
  };
  const progress = async (id: string) => (await get(id)).progress;
  const check = (id: string) => checkConnectSession(console.staff("support"), id);
  return { ...console, began, attempts, add, get, progress, check };
}
