import { statusesThatNeed, statusWords } from "../../account/status-words.ts";

export type AccountTab = "customer" | "us" | "all";

/** The tabs in their order; `statuses` null is every status, those that nobody documented too. */
export const queues: {
  tab: AccountTab;
  label: string;
  statuses: string[] | null;
  /** what it says while it is empty */
  empty: string;
}[] = [
  {
    tab: "customer",
    label: "Needs the customer",
    statuses: statusesThatNeed("customer"),
    empty:
      "No account waits for its customer. Those whose sign-in stops working come here by themselves, the longest broken first.",
  },
  {
    tab: "us",
    label: "Needs us",
    statuses: statusesThatNeed("us"),
    empty:
      "No account waits for us. Those that are switched off, paused or archived in StackOne come here by themselves, and those whose status the console doesn’t know.",
  },
  {
    tab: "all",
    label: "All",
    statuses: null,
    empty: "StackOne has no account yet. Make an auth link, and it comes here when it is used.",
  },
];

/** The statuses of a tab, null for every one; what StackOne added since it was documented needs us, who must find out. `counts` is by status. */
export function statusesUnder(tab: AccountTab, counts: Record<string, number>): string[] | null {
  const statuses = queues.find((each) => each.tab === tab)?.statuses ?? null;
  if (statuses === null || tab !== "us") return statuses;
  const isUnknown = (status: string) => statusWords(status).needs === "not known";
  return [...statuses, ...Object.keys(counts).filter(isUnknown).toSorted()];
}

/** The statuses to ask for: those chosen, as far as they belong under this tab. */
export function statusesOf(
  tab: AccountTab,
  chosen: string[] = [],
  counts: Record<string, number> = {},
): string[] {
  const queue = statusesUnder(tab, counts);
  if (queue === null) return chosen;
  const both = queue.filter((status) => chosen.includes(status));
  return both.length > 0 ? both : queue;
}

/** How many accounts stand under a tab; `counts` is by status. */
export function countOf(tab: AccountTab, counts: Record<string, number>): number {
  const statuses = statusesUnder(tab, counts) ?? Object.keys(counts);
  return statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
}
