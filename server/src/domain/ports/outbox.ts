import type { NotificationKind } from "@connect-console/shared/notification";
import type { NotificationFacts } from "./notification-facts.ts";

/** A message for the team's incoming webhook: one for each event. Times are epoch ms by our clock. */
export interface OutboxMessage {
  /** the event's id */
  id: string;
  at: number;
  kind: NotificationKind;
  facts: NotificationFacts;
  connectSessionId: string | null;
  accountId: string | null;
  /** names of those whom it concerns */
  recipients: string[];
  /** a try was begun of which it is not known whether the other side took it */
  unanswered: boolean;
}

/** How delivery stands, over a restart. */
export interface DeliveryState {
  lastDeliveredAt: number | null;
  /** tries in a row that failed */
  failures: number;
  failingSince: number | null;
  nextTryAt: number | null;
  /** a sentence; null while all is well */
  problem: string | null;
  /** the other side refused, and would again */
  stopped: boolean;
  /** messages that became too old */
  gaveUp: number;
  /** messages that were refused and put aside, and how many of the newest in a row */
  refused: number;
  refusedInARow: number;
  /** why the newest of them was, in a sentence */
  lastRefusal: string | null;
}

export const nothingDelivered: DeliveryState = {
  lastDeliveredAt: null,
  failures: 0,
  failingSince: null,
  nextTryAt: null,
  problem: null,
  stopped: false,
  gaveUp: 0,
  refused: 0,
  refusedInARow: 0,
  lastRefusal: null,
};

/** Messages that are kept until the other side has taken them. */
export interface Outbox {
  /** Once for each event. */
  put(message: Omit<OutboxMessage, "unanswered">): Promise<void>;
  /** The oldest one that waits. */
  next(): Promise<OutboxMessage | undefined>;
  waiting(): Promise<number>;
  markUnanswered(id: string, unanswered: boolean): Promise<void>;
  markDelivered(id: string, at: number): Promise<void>;
  /** It was refused and waits no longer. */
  markRefused(id: string): Promise<void>;
  /** Those that wait and are older than this moment (epoch ms) wait no longer; gives how many. */
  giveUpBefore(time: number): Promise<number>;
  /** Forgets what waits no longer and is older than this moment (epoch ms). */
  deleteOlderThan(time: number): Promise<void>;
  state(): Promise<DeliveryState>;
  putState(state: DeliveryState): Promise<void>;
}
