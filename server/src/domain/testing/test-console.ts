import { setImmediate as letOthersWork } from "node:timers/promises";
import type { Role } from "@connect-console/shared/staff";
import { createMemory } from "../../memory.ts";
import { openStoreCopy } from "../../store/testing/open-copy.ts";
import type { Context, StaffContext } from "../context.ts";
import { recordingStackOne } from "../account-sync/recording-stackone.ts";
import type { MessageSink } from "../ports/message-sink.ts";
import type { StackOne } from "../ports/stackone.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { createFakeStackOne } from "./fake-stackone.ts";

/** When the clock of a test console begins (epoch ms). */
export const consoleBegan = Date.UTC(2026, 0, 15, 12);

/** The domain on a store of its own, with everything else around it faked; the clock stands until a test moves it. `copying`: what is read of accounts is kept. */
export function createTestConsole({
  copying = false,
  webhook = null,
}: { copying?: boolean; webhook?: MessageSink | null } = {}) {
  let now = consoleBegan;
  let made = 0;
  const clock = { now: () => now };
  const store = openStoreCopy(clock);
  const fake = createFakeStackOne(clock.now);
  const { live, notify, log, ...recorded } = recordOutgoing(webhook);
  const ports = {
    clock,
    ids: { next: () => `id-${String((made += 1)).padStart(6, "0")}` },
    store,
    stackone: fake as StackOne,
    live,
    notify,
    log,
    hash: (text: string) => `hash of ${text}`,
    memory: createMemory(clock),
  };
  if (copying)
    ports.stackone = recordingStackOne(fake, { ...ports, letOthersWork }, (ids) =>
      ids.forEach(live.accountPending),
    );
  const staff = (role: Role = "admin", id = "staff-1"): StaffContext => ({
    ...ports,
    requestId: "request-1",
    actor: { kind: "staff", staff: { id, name: "Robin", email: null, role } },
  });
  const tracker: Context = { ...ports, requestId: "start", actor: { kind: "tracker" } };
  return {
    ...ports,
    /** what StackOne answers, and what it was asked */
    stackone: fake,
    staff,
    tracker,
    ...recorded,
    advance: (ms: number) => void (now += ms),
    audited: () =>
      store.stored
        .audit()
        .map(({ action, outcome, target }) => `${action} ${outcome} ${target.kind} ${target.id}`),
  };
}

/** The ports that only tell, and what they were told. */
function recordOutgoing(webhook: MessageSink | null) {
  const changed: ConnectSessionRow[] = [];
  const soon: string[] = [];
  const listed: string[] = [];
  const webhookReceived: string[] = [];
  /** ids of staff whose open pages count anew */
  const notified: string[] = [];
  const accountsPending: string[] = [];
  const logged: { fields: Record<string, unknown>; message: string }[] = [];
  const log = (fields: Record<string, unknown>, message: string) =>
    void logged.push({ fields, message });
  return {
    changed,
    soon,
    listed,
    webhookReceived,
    notified,
    accountsPending,
    logged,
    log: { info: log, warn: log, error: log },
    live: {
      changed: (row: ConnectSessionRow) => void changed.push(row),
      checkSoon: (id: string) => void soon.push(id),
      webhookReceived: (ownerId: string, accountId: string) =>
        void webhookReceived.push(`${ownerId} ${accountId}`),
      accountPending: (accountId: string) => void accountsPending.push(accountId),
      listed: (rows: readonly ConnectSessionRow[]) => void listed.push(...rows.map(({ id }) => id)),
      checkEvery: () => 3 as number,
      subscribe: () => () => {},
    },
    notify: {
      changed: (ids: Iterable<string>) => void notified.push(...ids),
      subscribe: () => () => {},
      webhook,
    },
  };
}
