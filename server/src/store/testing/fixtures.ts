import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { ConnectSessionRow } from "../../domain/ports/connect-sessions.ts";
import { openStore } from "../open-store.ts";

export const key = (fill: number) => new Uint8Array(32).fill(fill);
export const start = Date.parse("2026-01-01T00:00:00Z");
export const hour = 3_600_000;

/** A directory that goes with the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "connect-console-store-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A store with a clock that stands still until the test moves it; closed with the test. */
export async function openTestStore(directory = temporaryDirectory(), secretKeys = [key(1)]) {
  let time = start;
  const clock = { now: () => time };
  const store = await openStore({ directory, secretKeys, clock });
  onTestFinished(() => store.close());
  return { store, directory, advance: (by: number) => (time += by) };
}

/** Everything that lies in the store's directory, as one run of bytes. */
export function bytesIn(directory: string): Buffer {
  return Buffer.concat(readdirSync(directory).map((file) => readFileSync(join(directory, file))));
}

let rowsMade = 0;

/** A waiting row for Acme at BambooHR, with what the test says otherwise. */
export function makeRow(changes: Partial<ConnectSessionRow> = {}): ConnectSessionRow {
  const id = changes.id ?? `cs-${String(++rowsMade).padStart(6, "0")}`;
  return {
    id,
    version: 1,
    lineageId: id,
    supersedes: null,
    supersededBy: null,
    owner: { id: "acme", name: "Acme" },
    provider: "bamboohr",
    categories: ["hris"],
    connectorProfileId: null,
    accountId: null,
    multiple: false,
    label: null,
    username: null,
    type: "production",
    metadata: { plan: "gold", seats: 3, trial: false },
    expiresIn: 7 * 86_400,
    createdBy: { id: "staff-1", name: "Robin" },
    assignee: null,
    ticket: null,
    predicted: {
      kind: "create",
      account: null,
      candidates: [],
      perProvider: [],
      hubOpensAt: "credentials",
      sentence: "Creates a new account.",
      reasons: [],
      warnings: [],
      request: { expires_in: 604_800 },
    },
    request: { origin_owner_id: "acme", origin_owner_name: "Acme", expires_in: 604_800 },
    baseline: { takenAt: start, accounts: [] },
    createdAt: start,
    stackoneId: "so-1",
    startedAt: start,
    endsAt: start + 168 * hour,
    expiresAt: start + 168 * hour,
    progress: "waiting",
    progressSince: start,
    attempt: null,
    account: null,
    checks: [],
    problems: [],
    memory: {},
    linkMask: null,
    linkHeld: false,
    lastCheckedAt: null,
    nextCheckAt: null,
    activeAt: start,
    followUntil: null,
    ...changes,
  };
}
