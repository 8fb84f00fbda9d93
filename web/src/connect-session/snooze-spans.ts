export type SnoozeSpan = "change" | "tomorrow" | "three-days" | "week";

/** How long **Done for now** may hold, for a list to choose from. */
export const snoozeSpans: { value: SnoozeSpan; label: string }[] = [
  { value: "change", label: "until something changes" },
  { value: "tomorrow", label: "until tomorrow" },
  { value: "three-days", label: "for 3 days" },
  { value: "week", label: "for a week" },
];

const days: Record<Exclude<SnoozeSpan, "change">, number> = {
  tomorrow: 1,
  "three-days": 3,
  week: 7,
};

/** The morning on which it comes back at the latest, by the reader's clock; null: only when something changes. */
export function snoozeEnd(span: SnoozeSpan, now: number): string | null {
  if (span === "change") return null;
  const day = new Date(now);
  day.setDate(day.getDate() + days[span]);
  day.setHours(8, 0, 0, 0);
  return day.toISOString();
}
