/** seconds */
export const aDay = 86_400;
/** Presets of *Expires in*, seconds (docs/rules.md, 13). */
export const expiryPresets = [
  { seconds: 3_600, label: "1 hour – on a call" },
  { seconds: aDay, label: "1 day" },
  { seconds: 7 * aDay, label: "7 days – by mail" },
  { seconds: 14 * aDay, label: "14 days" },
  { seconds: 30 * aDay, label: "30 days" },
] as const;
