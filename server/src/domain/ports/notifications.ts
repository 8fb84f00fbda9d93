import type { NotificationCount, NotificationKind } from "@connect-console/shared/notification";
import type { NotificationChoice } from "@connect-console/shared/settings";
import type { Page } from "./page.ts";
import type { NotificationFacts } from "./notification-facts.ts";

/** What one person is told of one event. Times are epoch ms by our clock. */
export interface NotificationRow {
  id: string;
  /** what happened, to what: nobody is told of one event twice */
  eventId: string;
  staffId: string;
  kind: NotificationKind;
  at: number;
  readAt: number | null;
  connectSessionId: string | null;
  accountId: string | null;
  facts: NotificationFacts;
}

/** A kind that is not in it is as the console presets it. */
export type NotificationChoices = Partial<Record<NotificationKind, NotificationChoice>>;

/** Some, all up to one, or all about a link or an account. */
export type ReadWhich =
  | { ids: string[] }
  | { upTo: string }
  | { connectSessionId: string }
  | { accountId: string };

/** What people are told, and of what they want to be told. */
export interface Notifications {
  /** Those of which the person was told before are left out; gives whom it told. */
  add(rows: NotificationRow[]): Promise<string[]>;
  /** Newest first, keyset paging. A broken cursor throws DomainError invalid_input (field cursor). */
  list(query: {
    staffId: string;
    unread: boolean;
    cursor?: string | undefined;
    limit?: number | undefined;
  }): Promise<Page<NotificationRow>>;
  /** `unread` stops at 1,000. */
  count(staffId: string): Promise<NotificationCount>;
  /** Of this person's only; what was read stays read since then. Gives how many it changed. */
  markRead(staffId: string, which: ReadWhich, at: number): Promise<number>;
  choices(staffIds: string[]): Promise<Map<string, NotificationChoices>>;
  putChoices(staffId: string, choices: NotificationChoices): Promise<void>;
  /** Forgets what was told before this moment (epoch ms). */
  deleteOlderThan(time: number): Promise<void>;
}
