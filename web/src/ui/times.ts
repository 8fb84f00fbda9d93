const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A date with the reader's time zone, as it can be sent to somebody elsewhere: "Sunday, 29 November 2026 at 14:02 CET". */
export function dateWithZone(iso: string | number, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
    ...(timeZone !== undefined && { timeZone }),
  }).format(new Date(iso));
}

export function shortDate(iso: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(iso));
}

export function clockTime(iso: string | number): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).format(new Date(iso));
}

/** A length of time in its two largest units: "6 days 23 hours". */
export function duration(seconds: number): string {
  const parts: string[] = [];
  let rest = Math.max(0, Math.floor(seconds));
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}${count === 1 ? "" : "s"}`);
  }
  return parts.slice(0, 2).join(" ") || "0 seconds";
}

/** The largest unit only, short: "3 h". */
export function shortDuration(seconds: number): string {
  const [name, size] = units.find(([, each]) => seconds >= each) ?? (["second", 1] as const);
  return `${Math.max(0, Math.floor(seconds / size))} ${{ day: "d", hour: "h", minute: "min", second: "s" }[name]}`;
}

/** A wait to its second below an hour: "1 min 5 s". */
export function shortWait(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds >= 3_600) return shortDuration(seconds);
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)} min${rest === 0 ? "" : ` ${rest} s`}`;
}

/** A link's expiry in a list: "expires in 58 min", or "expired 2 h ago". */
export function shortCountdown(expiresAt: string, now: number): string {
  const seconds = (Date.parse(expiresAt) - now) / 1_000;
  return seconds <= 0
    ? `expired ${shortDuration(-seconds)} ago`
    : `expires in ${shortDuration(seconds)}`;
}

/** What a link's expiry says at this moment; `soon` from the last 24 hours on. */
export function countdown(
  expiresAt: string,
  now: number,
): { text: string; over: boolean; soon: boolean } {
  const seconds = (Date.parse(expiresAt) - now) / 1_000;
  if (seconds <= 0) return { text: `expired ${duration(-seconds)} ago`, over: true, soon: false };
  return { text: `in ${duration(seconds)}`, over: false, soon: seconds < 86_400 };
}
