import { nothingChosen } from "@connect-console/shared/connect-session";
import { type RowPart, withPart } from "../../domain/testing/row-part.ts";
import type { ConnectSessionRow } from "../../domain/ports/connect-sessions.ts";
import { start, hour } from "./fixtures.ts";

let rowsMade = 0;

/** A waiting row for Acme at BambooHR, with what the test says otherwise. */
export function makeRow(changes: RowPart = {}): ConnectSessionRow {
  const id = changes.id ?? `cs-${String(++rowsMade).padStart(6, "0")}`;
  const row: ConnectSessionRow = {
    id,
    version: 1,
    lineageId: id,
    supersedes: null,
    supersededBy: null,
    owner: { id: "acme", name: "Acme" },
    choices: {
      ...nothingChosen,
      provider: "bamboohr",
      categories: ["hris"],
      type: "production",
      metadata: { plan: "gold", seats: 3, trial: false },
      expiresIn: 7 * 86_400,
    },
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
  };
  return withPart(row, changes);
}
