import type { ConnectSessionTab, Progress } from "@connect-console/shared/connect-session";

/** Which states stand under which tab (design, section 8). */
export const tabs: { tab: ConnectSessionTab; label: string; states: Progress[]; empty: string }[] =
  [
    {
      tab: "waiting",
      label: "Waiting for the customer",
      states: ["creating", "waiting", "signing_in"],
      empty: "No link waits for a customer. Make one, and it stands here until it is used.",
    },
    {
      tab: "attention",
      label: "Needs attention",
      states: [
        "attempt_failed",
        "stalled",
        "likely_connected",
        "connected_with_problem",
        "outcome_unknown",
      ],
      empty:
        "Nothing needs you. Links whose sign-in failed, that have a problem or expire within a day come here.",
    },
    {
      tab: "connected",
      label: "Connected",
      states: ["connected"],
      empty: "No link has led to a connected account yet. They come here by themselves.",
    },
    {
      tab: "over",
      label: "Over",
      states: ["expired", "void", "create_failed"],
      empty: "No link has expired, been withdrawn or failed.",
    },
  ];

export function tabCount(counts: Record<string, number>, tab: ConnectSessionTab): number {
  const states = tabs.find((each) => each.tab === tab)?.states ?? [];
  return states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
}
