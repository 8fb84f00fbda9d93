import type { AccountsCopy } from "@connect-console/shared/account";
import { momentAgo } from "../../account/since.ts";
import { shortDuration } from "../../ui/times.ts";

/** How old and how complete the list is: "Copy of 14:02 today, complete; next in 20 min". */
export function copyWords(copy: AccountsCopy, now: number, timeZone?: string): string {
  const { completeAt, nextAt, pass } = copy;
  const moment = (iso: string) => momentAgo(iso, now, timeZone);
  const complete = completeAt === null ? null : `Copy of ${moment(completeAt)}, complete`;
  if (pass !== null) {
    const done = pass.doneAt === null ? "" : `, done about ${clock(pass.doneAt, now, timeZone)}`;
    const reading = `${pass.read.toLocaleString("en-GB")} accounts so far${done}`;
    return complete === null
      ? `Reading StackOne: ${reading}`
      : `${complete}. Reading StackOne again: ${reading}`;
  }
  if (nextAt === null) return complete ?? "StackOne’s accounts have not been read yet";
  const next = nextText(nextAt, now);
  return complete === null
    ? `StackOne’s accounts have not been read as a whole yet; ${next}`
    : `${complete}; ${next}`;
}

function nextText(nextAt: string, now: number): string {
  const seconds = (Date.parse(nextAt) - now) / 1_000;
  return seconds < 1 ? "the next is about to begin" : `next in ${shortDuration(seconds)}`;
}

/** A time of the day that lies ahead; with its day where that is not today. */
function clock(iso: string, now: number, timeZone?: string): string {
  return momentAgo(iso, now, timeZone).replace(/ today$/, "");
}
