/** `code` of the timeline entry that is a note */
export const noteCode = "note";
/** `code` of a timeline entry about assignee or ticket */
export const handOverCode = "handed_over";
/** `code` of a timeline entry by which a row needs nobody for now, or somebody again */
export const snoozeCodes = ["snoozed", "dismissed", "unsnoozed"] as const;
/** `code` of what an account's history says of its deletion */
export const deletionCode = "deletion";

/** Whether a timeline entry is of colleagues for colleagues and says nothing about progress. */
export function isInternalNote({ code }: { code: string | null }): boolean {
  return (
    code === noteCode || code === handOverCode || snoozeCodes.some((snooze) => snooze === code)
  );
}
