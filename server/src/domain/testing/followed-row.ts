import { type Attempt, nothingChosen } from "@connect-console/shared/connect-session";
import type { Outcome } from "@connect-console/shared/outcome";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { accountToApi } from "../account-sync/to-api.ts";
import { type RowPart, withPart } from "./row-part.ts";
import type { StackOneAccount } from "../ports/stackone.ts";

/** When the rows of these tests are made, by both clocks; a whole hour so that texts are easy to read. */
export const start = Date.UTC(2026, 10, 20, 14);
export const minute = 60_000;
export const day = 24 * 60 * minute;

/** A row that waits for the customer: BambooHR for Acme, link of one day. With `edits`, the accounts that were there. */
export function makeRow(part: RowPart = {}, edits?: StackOneAccount): ConnectSessionRow {
  const row: ConnectSessionRow = {
    id: "row-1",
    version: 1,
    lineageId: part.id ?? "row-1",
    supersedes: null,
    supersededBy: null,
    owner: { id: "acme", name: "Acme Corp" },
    choices: {
      ...nothingChosen,
      provider: "bamboohr",
      type: "production",
      expiresIn: 86_400,
    },
    createdBy: { id: "staff-1", name: "Dana" },
    assignee: null,
    ticket: null,
    predicted: outcome(edits),
    baseline: { takenAt: start - 1000, accounts: edits ? [edits] : [] },
    createdAt: start,
    stackoneId: "cs-1",
    startedAt: start,
    endsAt: start + day,
    expiresAt: start + day,
    progress: "waiting",
    progressSince: start,
    attempt: null,
    account: edits ? accountToApi(edits) : null,
    checks: [],
    problems: [],
    memory: {},
    linkMask: "https://app.stackone.test/…",
    linkHeld: true,
    lastCheckedAt: null,
    nextCheckAt: start,
    activeAt: start,
    followUntil: null,
  };
  return withPart(row, part);
}

function outcome(edits: StackOneAccount | undefined): Outcome {
  return {
    kind: edits ? "edit" : "create",
    account: edits ? accountToApi(edits) : null,
    candidates: [],
    perProvider: [],
    hubOpensAt: edits ? "edit" : "credentials",
    sentence: "",
    reasons: [],
    warnings: [],
    request: {},
  };
}

/** An attempt that began `at` (epoch ms) and was last told of then, unless `updatedAt` says otherwise. */
export function makeAttempt(status: string, at: number, part: Partial<Attempt> = {}): Attempt {
  const iso = new Date(at).toISOString();
  return {
    id: "attempt-1",
    status,
    createdAt: iso,
    updatedAt: iso,
    accountId: null,
    errorCode: null,
    errorDescription: null,
    ...part,
  };
}
