import type { TimelineEntry } from "@connect-console/shared/connect-session";

/** What the sentence beside it says already: kinds of evidence, and StackOne's statuses of an attempt. */
const said = new Set(
  (
    "attempt created activated took_on touched switched_on hint_gone became_right likely_connected stalled " +
    "void_link_used void_link_maybe_used account_gone second_account pending authenticated cancelled expired error"
  ).split(" "),
);

/** The code of an attempt's error or of a problem, as support would search for it; null where the sentence says it all. */
export function searchableCode({ evidence, code }: TimelineEntry): string | null {
  return evidence === "staff" || code === null || said.has(code) ? null : code;
}
