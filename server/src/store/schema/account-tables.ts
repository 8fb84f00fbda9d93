import type { Generated, Selectable } from "kysely";
import type { DeletionState } from "@connect-console/shared/account-deletion";

/** An account of the copy; what is queried has its own column, all that StackOne told is JSON in `details`. Of a gone one `place` and `group_id` are null. */
export interface AccountTable {
  id: string;
  /** where it stands in every list (account-place.ts) */
  place: number | null;
  group_id: number | null;
  owner_id: string;
  owner_name: string;
  /** epoch ms by our clock */
  read_at: number;
  broken_since: number | null;
  gone_at: number | null;
  details: string;
  /** what only the console knows, from here on: no reading of StackOne writes it */
  assignee_id: string | null;
  assignee_name: string | null;
  ticket: string | null;
  /** the words of ticket and notes, in which a search looks too */
  care_words: Generated<string>;
}
export type AccountColumns = Selectable<AccountTable>;
/** What a reading of StackOne writes. */
export type AccountDetailColumns = Omit<
  AccountColumns,
  "assignee_id" | "assignee_name" | "ticket" | "care_words"
>;

/** Accounts that no filter but owner and text tells apart, and how many they are: what lists count and seek by. What is not known is "". */
export interface AccountGroupColumns {
  id: number;
  status: string;
  provider: string;
  connector_profile_id: string;
  type: string;
  accounts: number;
}

export interface AccountChangeColumns {
  id: string;
  account_id: string;
  at: number;
  from_status: string | null;
  to_status: string;
  status_reasons: string;
}

export interface AccountEntryColumns {
  id: string;
  account_id: string;
  at: number;
  code: string;
  text: string;
  by_id: string;
  by_name: string;
}

/** The tables of the copy; the index of their texts is in account-search.ts. */
export const accountTables = [
  `create table accounts (
    id text primary key, place bigint, group_id integer, owner_id text not null, owner_name text not null,
    read_at bigint not null, broken_since bigint, gone_at bigint, details text not null)`,
  "create index accounts_place on accounts (place, group_id) where place is not null",
  "create index accounts_group on accounts (group_id, place) where place is not null",
  "create index accounts_owner on accounts (owner_id, place) where place is not null",
  "create index accounts_owner_name on accounts (owner_id, owner_name) where place is not null",
  "create index accounts_read on accounts (read_at) where place is not null",

  `create table account_groups (
    id integer primary key, status text not null, provider text not null, connector_profile_id text not null,
    type text not null, accounts integer not null, unique (status, provider, connector_profile_id, type))`,

  `create table account_changes (
    id text primary key, account_id text not null, at bigint not null, from_status text, to_status text not null,
    status_reasons text not null)`,
  "create index account_changes_newest on account_changes (account_id, at, id)",

  "create table accounts_copy (id integer primary key, details text not null)",
];

export interface AccountDeletionColumns {
  id: string;
  account_id: string;
  by_id: string;
  by_name: string;
  request_id: string;
  /** epoch ms by our clock */
  asked_at: number;
  state: DeletionState;
  message: string | null;
}
