import type { RowPart } from "./row-part.ts";
import { checkConnectSession } from "../connect-session/check.ts";
import { listNotifications } from "../notification/list.ts";
import type { AttemptReading } from "../ports/stackone.ts";
import { makeAccount } from "./fake-stackone.ts";
import { makeRow, minute } from "./followed-row.ts";
import { createTestConsole } from "./test-console.ts";

export const hour = 60 * minute;
const webhook = { host: "hooks.test", send: async () => ({ result: "delivered" as const }) };

/** Dana's rows; somebody else looks, a minute later each time. */
export async function notifiedConsole(rows: RowPart[], hasWebhook = true) {
  const console = createTestConsole({ copying: true, webhook: hasWebhook ? webhook : null });
  const began = console.clock.now();
  const attempts: Record<string, AttemptReading> = {};
  console.stackone.readAttempt = async ({ token }) =>
    attempts[token ?? ""] ?? { readable: true, attempt: null };
  for (const row of rows) {
    const times = { createdAt: began, startedAt: began, activeAt: began, nextCheckAt: began };
    const life = (row.expiresIn ?? 86_400) * 1000;
    const ends = { endsAt: began + life, expiresAt: began + life };
    const made = makeRow({ ...times, ...ends, progressSince: began, id: "a", ...row });
    await console.store.connectSessions.insert({ ...made, lineageId: row.lineageId ?? made.id });
    await console.store.connectSessions.keepSecrets(made.id, {
      token: made.id,
      authLink: `https://link.test/${made.id}`,
    });
  }
  const look = async (id = "a") => {
    console.advance(minute);
    await checkConnectSession(console.staff("support", "staff-2"), id);
  };
  const toldTo = (staffId: string) =>
    listNotifications(console.staff("viewer", staffId), {}).then(({ items }) => items);
  const told = async (staffId = "staff-1") =>
    (await toldTo(staffId)).toReversed().map(({ kind, text }) => [kind, text]);
  return { ...console, began, attempts, look, told, toldTo };
}

/** The account that came of a link a minute after it was made. */
export const newAccount = (began: number, part: Partial<ReturnType<typeof makeAccount>> = {}) =>
  makeAccount({ id: "new", createdAt: began + minute, updatedAt: began + minute, ...part });
