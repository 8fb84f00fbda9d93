/** Who must act so that the account works again. */
type Needs = "nobody" | "customer" | "us" | "not known";

const words: Record<string, { word: string; needs: Needs }> = {
  active: { word: "Active", needs: "nobody" },
  error: { word: "Error", needs: "customer" },
  expired: { word: "Expired", needs: "customer" },
  inactive: { word: "Inactive", needs: "us" },
  suspended: { word: "Suspended", needs: "us" },
  archived: { word: "Archived", needs: "us" },
};

/** StackOne's documented statuses of an account. */
export const knownStatuses = Object.keys(words);

/** The word for a status and whom it waits for; one that StackOne never documented is shown as it is. */
export function statusWords(status: string): { word: string; needs: Needs } {
  // the console's own word for one that StackOne has no longer
  if (status === "deleted") return { word: "Deleted", needs: "nobody" };
  return words[status] ?? { word: status, needs: "not known" };
}

/** The documented statuses whose accounts need somebody. */
export function statusesThatNeed(whom: "customer" | "us"): string[] {
  return knownStatuses.filter((status) => words[status]?.needs === whom);
}
