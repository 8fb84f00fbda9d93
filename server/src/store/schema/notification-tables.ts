/** What one person is told of one event. */
export interface NotificationColumns {
  id: string;
  event_id: string;
  staff_id: string;
  kind: string;
  at: number;
  read_at: number | null;
  connect_session_id: string | null;
  account_id: string | null;
  /** what its sentence is made of, as JSON */
  facts: string;
}

/** A message for the team's incoming webhook. */
export interface OutboxColumns {
  /** the event's id */
  id: string;
  at: number;
  kind: string;
  state: "waiting" | "delivered" | "refused" | "given_up";
  /** 1: a try was begun of which nothing more is known */
  unanswered: number;
  delivered_at: number | null;
  connect_session_id: string | null;
  account_id: string | null;
  facts: string;
  /** names, as JSON */
  recipients: string;
}

/** The tables of what people are told. */
export const notificationTables = [
  `create table notifications (
    id text primary key, event_id text not null, staff_id text not null, kind text not null, at bigint not null, read_at bigint,
    connect_session_id text, account_id text, facts text not null, unique (event_id, staff_id))`,
  "create index notifications_newest on notifications (staff_id, at, id)",
  "create index notifications_unread on notifications (staff_id, at, id) where read_at is null",
  "create index notifications_age on notifications (at)",

  `create table notification_choices (
    staff_id text not null, kind text not null, console integer not null, webhook integer not null,
    primary key (staff_id, kind))`,

  `create table outbox (
    id text primary key, at bigint not null, kind text not null, state text not null, unanswered integer not null,
    delivered_at bigint, connect_session_id text, account_id text, facts text not null, recipients text not null)`,
  "create index outbox_waiting on outbox (at, id) where state = 'waiting'",
  "create index outbox_age on outbox (at)",

  "create table outbox_delivery (id integer primary key, details text not null)",
];
