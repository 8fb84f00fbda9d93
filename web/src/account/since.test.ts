import { describe, expect, it } from "vitest";
import { brokenSinceText, momentAgo } from "./since.ts";

const now = Date.parse("2026-11-19T15:00:00Z");
const say = (iso: string) => momentAgo(iso, now, "UTC");

describe("a moment ago", () => {
  it("is told as people would", () => {
    expect(say("2026-11-19T00:01:00Z")).toBe("00:01 today");
    expect(say("2026-11-17T14:02:00Z")).toBe("Tuesday 14:02");
    expect(say("2026-11-04T14:02:00Z")).toBe("4 Nov 14:02");
    expect(say("2025-11-04T14:02:00Z")).toBe("4 Nov 2025");
  });

  it("is never a weekday that could be today's", () => {
    expect(say("2026-11-12T16:00:00Z")).toBe("12 Nov 16:00");
  });

  it("counts days by the reader's clock", () => {
    expect(momentAgo("2026-11-18T23:30:00Z", now, "Europe/Berlin")).toBe("00:30 today");
  });
});

it("says what is not known", () => {
  expect(brokenSinceText(null, now)).toBe("since when is not known");
  expect(brokenSinceText("2025-11-04T14:02:00Z", now)).toBe("since at least 4\u00a0Nov\u00a02025");
});
