import type { ConnectSession, ConnectSessionPage } from "@connect-console/shared/connect-session";
import type { SupportBundle } from "@connect-console/shared/support-bundle";
import type { SimulatorControl } from "./simulator.ts";
import type { Answer, Staff } from "./staff.ts";

/** A press that was in flight at a kill, or was answered before it. */
export interface Press {
  kind: "create" | "reissue" | "void" | "hand-over";
  key: string;
  /** the row that it is about; of a creation its label */
  on: string;
  assigneeId?: string;
  answer: Answer<{ connectSession?: ConnectSession; authLink?: string; error?: unknown }> | null;
}

/** What a run came to; empty lists mean that all is well. */
export interface Verdict {
  rows: number;
  sessions: number;
  unknown: number;
  lost: string[];
  doubled: string[];
}

const neverMade = ["create_failed", "outcome_unknown"];

/** Compares the ledger with what was answered before the kills, and with the simulator's own list of sessions. */
export async function judgeLedger(
  staff: Staff,
  simulator: SimulatorControl,
  presses: Press[],
): Promise<Verdict> {
  const rows = await readRows(staff);
  const { sessions } = await simulator.state();
  const lost = [...lostPresses(presses, rows)];
  const doubled = [...reissuedTwice(rows)];
  const there = new Set(sessions.map(({ id }) => String(id)));
  const taken = new Set<string>();
  for (const row of rows) {
    const id = await stackoneIdOf(staff, row.id);
    const isMade = !neverMade.includes(row.progress);
    if (isMade !== (id !== null)) lost.push(`${row.id} is ${row.progress}, its session is ${id}`);
    if (id === null) continue;
    if (!there.has(id)) lost.push(`${row.id} names a session that is not there`);
    if (taken.has(id)) doubled.push(`session ${id} has two rows`);
    taken.add(id);
    if (row.linkHeld && !(await isRevealed(staff, row.id, presses)))
      lost.push(`the link of ${row.id}`);
  }
  const unknown = rows.filter(({ progress }) => progress === "outcome_unknown");
  const nameless = sessions.flatMap(({ id, label }) => (taken.has(String(id)) ? [] : [label]));
  // a session that no row names belongs to a try whose outcome is not known, one each
  for (const [label, found] of Map.groupBy(nameless, (each) => each))
    if (found.length > unknown.filter((row) => row.label === label).length)
      doubled.push(`${String(label)}: more sessions at StackOne than rows`);
  return {
    rows: rows.length,
    sessions: sessions.length,
    unknown: unknown.length,
    lost,
    doubled,
  };
}

/** Every row of the ledger. */
export async function readRows(staff: Staff): Promise<ConnectSession[]> {
  const rows: ConnectSession[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/api/connect-sessions?limit=200${query}`;
    const { body } = await staff.ask<ConnectSessionPage>("GET", path);
    rows.push(...body.items);
    cursor = body.nextCursor;
  }
  return rows;
}

/** The row that an answer is about, also where it is an error. */
export function rowIdOf(answer: Press["answer"]): string | undefined {
  const { connectSession, error } = answer?.body ?? {};
  return (
    connectSession?.id ?? (error as { connectSessionId?: string } | undefined)?.connectSessionId
  );
}

function* reissuedTwice(rows: ConnectSession[]): Generator<string> {
  const made = rows.filter(({ progress }) => !neverMade.includes(progress));
  for (const [id, newer] of Map.groupBy(made, ({ supersedes }) => supersedes))
    if (id !== null && newer.length > 1) yield `${id} was re-issued twice`;
}

/** What was answered before a kill and is not there after it. */
function* lostPresses(presses: Press[], rows: ConnectSession[]): Generator<string> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const owed = new Map<string, Set<string | undefined>>();
  for (const { kind, on, answer, assigneeId } of presses) {
    const { status = 0 } = answer ?? {};
    if (kind === "hand-over") {
      // a later one that was cut off may have come through
      const before = status === 200 ? new Set<string | undefined>() : owed.get(on);
      if (before) owed.set(on, before.add(assigneeId));
      continue;
    }
    if (status !== 200 && status !== 201) continue;
    const id = kind === "void" ? on : answer?.body.connectSession?.id;
    const row = byId.get(id ?? "");
    if (!row) yield `${kind} of ${id} was answered, and there is no such row`;
    else if (kind === "void" && row.progress !== "void") yield `${id} is not void`;
  }
  for (const [id, assignees] of owed)
    if (!assignees.has(byId.get(id)?.assignee?.id)) yield `the hand-over of ${id}`;
}

async function isRevealed(staff: Staff, id: string, presses: Press[]): Promise<boolean> {
  const { status, body } = await staff.act<{ authLink?: string }>(id, "reveal");
  const answered = presses.find(({ answer }) => rowIdOf(answer) === id)?.answer?.body;
  return status === 200 && (!answered?.authLink || answered.authLink === body.authLink);
}

async function stackoneIdOf(staff: Staff, id: string): Promise<string | null> {
  const path = `/api/connect-sessions/${id}/support`;
  return (await staff.ask<SupportBundle>("GET", path)).body.connectSession.stackoneId;
}
