import type { TimelineEntry } from "@connect-console/shared/connect-session";
import { expect, test } from "vitest";
import { searchableCode } from "./timeline-code.ts";

const entry = (evidence: TimelineEntry["evidence"], code: string | null): TimelineEntry => ({
  id: "1",
  at: "2026-11-22T12:00:00Z",
  progress: "attempt_failed",
  evidence,
  code,
  text: "",
  by: null,
});

test("only codes that somebody would search for are shown", () => {
  expect(searchableCode(entry("attempt", "access_denied"))).toBe("access_denied");
  expect(searchableCode(entry("account", "broke_soon_after"))).toBe("broke_soon_after");
  expect(searchableCode(entry("attempt", "cancelled"))).toBeNull();
  expect(searchableCode(entry("account", "touched"))).toBeNull();
  expect(searchableCode(entry("clock", null))).toBeNull();
  expect(searchableCode(entry("staff", "copied"))).toBeNull();
});
