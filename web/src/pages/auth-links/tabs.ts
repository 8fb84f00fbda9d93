import type { ConnectSessionTab } from "@connect-console/shared/connect-session";

/** The tabs in their order, and what an empty one says (docs/rules.md, 29). */
export const tabs: { tab: ConnectSessionTab; label: string; empty: string }[] = [
  {
    tab: "waiting",
    label: "Waiting for the customer",
    empty: "No link waits for a customer. Make one, and it stands here until it is used.",
  },
  {
    tab: "attention",
    label: "Needs attention",
    empty:
      "Nothing needs you. Links whose sign-in failed, that have a problem or expire within a day come here.",
  },
  {
    tab: "connected",
    label: "Connected",
    empty: "No link has led to a connected account yet. They come here by themselves.",
  },
  {
    tab: "over",
    label: "Over",
    empty: "Nothing is over: no link has expired, was withdrawn or could not be created.",
  },
];
