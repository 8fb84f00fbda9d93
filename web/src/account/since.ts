const time = { hour: "2-digit", minute: "2-digit" } as const;
const sixDays = 6 * 86_400_000;

/** A moment in the past as people say it: "14:02 today", "Tuesday 14:02", "4 Nov 14:02", "4 Nov 2025". */
export function momentAgo(iso: string, now: number, timeZone?: string): string {
  const at = new Date(iso);
  const format = (options: Intl.DateTimeFormatOptions, date: Date | number = at) =>
    new Intl.DateTimeFormat("en-GB", { ...options, ...(timeZone && { timeZone }) }).format(date);
  const day = (date: Date | number) => format({ dateStyle: "short" }, date);
  const year = (date: Date | number) => format({ year: "numeric" }, date);
  if (day(at) === day(now)) return `${format(time)} today`;
  if (now - at.getTime() < sixDays) return `${format({ weekday: "long" })} ${format(time)}`;
  const date = format({ day: "numeric", month: "short" });
  return year(at) === year(now) ? `${date} ${format(time)}` : `${date} ${year(at)}`;
}

const nbsp = "\u00a0";

/** Since when an account does not work. StackOne keeps no history, so it may have been so before. */
export function brokenSinceText(brokenSince: string | null, now: number): string {
  return brokenSince === null
    ? "since when is not known"
    : `since at least ${momentAgo(brokenSince, now).replaceAll(" ", nbsp)}`;
}
