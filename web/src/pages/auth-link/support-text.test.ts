import type { SupportBundle } from "@connect-console/shared/support-bundle";
import { expect, test } from "vitest";
import { supportText } from "./support-text.ts";

const bundle: SupportBundle = {
  versions: { console: "1.2.3", node: "v24.0.0" },
  stackone: { kind: "live", host: "api.stackone.com", projectId: "acme-1" },
  connectSession: {
    id: "row-1",
    version: 7,
    stackoneId: "42",
    supersedes: null,
    supersededBy: "row-2",
    type: "production",
    createdAt: "2026-11-22T12:00:00Z",
    expiresAt: null,
    lastCheckedAt: null,
    progress: "attempt_failed",
    problems: [],
    checks: [{ point: "provider", result: "same", promised: "slack", actual: "slack" }],
    outcome: { kind: "create", sentence: "Creates a new Slack account." },
  },
  timeline: [
    {
      at: "2026-11-22T12:01:00Z",
      progress: "attempt_failed",
      evidence: "attempt",
      code: "access_denied",
      text: "Sign-in failed: denied",
    },
  ],
  acts: [
    {
      at: "2026-11-22T12:00:00Z",
      action: "connect_session.create",
      outcome: "done",
      requestId: "r1",
    },
  ],
  exchange: {
    request: { origin_owner_id: "acme", origin_owner_name: "Acme Inc" },
    answer: null,
    attempt: null,
    account: null,
  },
};

test("what matters stands first, and what is not known is left out", () => {
  const lines = supportText(bundle).split("\n");
  expect(lines.slice(0, 4)).toEqual([
    "Connect session: row-1",
    "At StackOne: 42",
    "StackOne: api.stackone.com, project acme-1",
    "Owner: Acme Inc (acme)",
  ]);
  expect(lines).toContain("Re-issued as: row-2");
  expect(lines.some((line) => line.startsWith("Expires"))).toBe(false);
  expect(lines).toContain("Console: 1.2.3, row version 7, Node v24.0.0");
});

test("check, timeline, acts with their request ids, and the exchange follow", () => {
  const text = supportText(bundle);
  expect(text).toContain("- provider: same, promised slack, linked slack");
  expect(text).toContain(
    "- 2026-11-22T12:01:00Z attempt_failed (attempt, access_denied) Sign-in failed: denied",
  );
  expect(text).toContain("- 2026-11-22T12:00:00Z connect_session.create done, request r1");
  expect(text).toContain('"origin_owner_name": "Acme Inc"');
});
