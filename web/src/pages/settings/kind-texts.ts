import type { NotificationKind } from "@connect-console/shared/notification";

/** What each kind is called, and when one is told of it. */
export const kindTexts: Record<NotificationKind, { name: string; when: string }> = {
  connected: { name: "Connected", when: "A customer linked or repaired the account." },
  problem: {
    name: "Connected, with a problem",
    when: "The account is not active, or not as the link promised.",
  },
  failed: { name: "Sign-in failed", when: "An attempt failed or was not finished." },
  expiring: {
    name: "Expires within 24 hours",
    when: "Nothing was linked yet with a link that lives longer than a day.",
  },
  assigned: { name: "Assigned", when: "A colleague gave you, or your role, a link or an account." },
  expired: {
    name: "Expired unused",
    when: "A link’s time passed, and nothing was linked with it.",
  },
  broken: { name: "Broken again", when: "An account that the link linked stopped working." },
};
