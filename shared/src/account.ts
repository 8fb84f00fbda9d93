import * as z from "zod/mini";
import { Assignment } from "./hand-over.ts";
import { OwnerReference } from "./owner.ts";
import { StaffReference } from "./staff.ts";
import { Id, oneOrMore, SearchText } from "./text.ts";

/** A linked account in StackOne. `status` is an open list: active, inactive, suspended, archived, expired, error — LinkedAccount. */
export const Account = z.object({
  id: z.string(),
  provider: z.string(),
  providerName: z.nullable(z.string()),
  owner: OwnerReference,
  status: z.string(),
  statusReasons: z.array(
    z.object({
      code: z.nullable(z.string()),
      description: z.nullable(z.string()),
      at: z.nullable(z.string()),
    }),
  ),
  type: z.nullable(z.string()),
  label: z.nullable(z.string()),
  username: z.nullable(z.string()),
  connectorProfileId: z.nullable(z.string()),
  createdAt: z.nullable(z.string()),
  updatedAt: z.nullable(z.string()),
  brokenSince: z.nullable(z.string()),
  openConnectSessionId: z.nullable(z.string()),
});
export type Account = z.infer<typeof Account>;

/** An account as lists and its page show it: with who looks after it. */
export const ListedAccount = z.extend(Account, Assignment.shape);
export type ListedAccount = z.infer<typeof ListedAccount>;

/** What staff wrote down about an account: a note, or who looks after it now. `code` as in a connect session's timeline. */
export const AccountEntry = z.object({
  id: z.string(),
  at: z.string(),
  code: z.string(),
  text: z.string(),
  by: StaffReference,
});
export type AccountEntry = z.infer<typeof AccountEntry>;

/** How old and how complete the console's copy of StackOne's accounts is. Times are ISO 8601. */
export const AccountsCopy = z.object({
  /** end of the newest full pass; null before the first */
  completeAt: z.nullable(z.string()),
  /** start of the next full pass; null while one runs */
  nextAt: z.nullable(z.string()),
  /** the pass that runs: accounts read so far, and when it will likely be done (null: not known yet) */
  pass: z.nullable(
    z.object({ startedAt: z.string(), read: z.number(), doneAt: z.nullable(z.string()) }),
  ),
  /** why the newest pass stopped before its end, in a sentence; null where it did not */
  problem: z.nullable(z.string()),
});
export type AccountsCopy = z.infer<typeof AccountsCopy>;

/** `GET /api/accounts`; list parameters may be repeated. What waits longest comes first. `me` in `assignee` is the person who asks. With one `ownerId` its accounts are read from StackOne at once. `q`: words, each of which stands in id, owner's id or name, label, user name, ticket or notes; of three characters anywhere, shorter ones at the begin of a word. */
export const AccountQuery = z.strictObject({
  status: z.optional(oneOrMore(Id)),
  ownerId: z.optional(oneOrMore(Id)),
  provider: z.optional(oneOrMore(Id)),
  connectorProfileId: z.optional(oneOrMore(Id)),
  type: z.optional(oneOrMore(Id)),
  assignee: z.optional(oneOrMore(Id)),
  /** whose links the accounts came from; `me` is the person who asks */
  createdBy: z.optional(oneOrMore(Id)),
  q: z.optional(SearchText),
  cursor: z.optional(z.string()),
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(200))),
});
export type AccountQuery = z.infer<typeof AccountQuery>;

/** `counts` by status obey every filter but `status`; `total` obeys all. `countsCut`: a text fits more than 100 accounts, and only the first 100 were counted. */
export const AccountPage = z.object({
  items: z.array(ListedAccount),
  nextCursor: z.nullable(z.string()),
  total: z.number(),
  /** when this was last read from StackOne as a whole; null before the first full pass */
  syncedAt: z.nullable(z.string()),
  counts: z.record(z.string(), z.number()),
  countsCut: z.boolean(),
  copy: AccountsCopy,
});
export type AccountPage = z.infer<typeof AccountPage>;

/** A change of status that the console saw; it happened at `at` or before. `from` is null where the account was first seen. */
export const AccountChange = z.object({
  at: z.string(),
  from: z.nullable(z.string()),
  to: z.string(),
  statusReasons: Account.shape.statusReasons,
});
export type AccountChange = z.infer<typeof AccountChange>;

/** A failed request that the company's product made with an account — `GET /requests/logs`. */
export const FailedRequest = z.object({
  id: z.string(),
  at: z.nullable(z.string()),
  method: z.nullable(z.string()),
  /** path without its query */
  path: z.nullable(z.string()),
  status: z.nullable(z.number()),
  service: z.nullable(z.string()),
  resource: z.nullable(z.string()),
  action: z.nullable(z.string()),
});
export type FailedRequest = z.infer<typeof FailedRequest>;

/** `GET /api/accounts/:id/failed-requests`; some keys may not read the log, which is no error. Newest first. */
export const FailedRequests = z.object({
  available: z.boolean(),
  items: z.array(FailedRequest),
});
export type FailedRequests = z.infer<typeof FailedRequests>;
