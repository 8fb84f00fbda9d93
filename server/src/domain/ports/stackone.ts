import type { FailedRequest } from "@connect-console/shared/account";
import type { Attempt, ConnectSessionInput } from "@connect-console/shared/connect-session";
import type { Provider } from "@connect-console/shared/provider";

/** For what StackOne is asked; decides the share of the budget (docs/rules.md, 19). */
export type Purpose =
  /** a person's, that creates or changes something, with all that it must read first */
  | "interactive"
  /** a person's, that only reads */
  | "read"
  | "watch"
  | "copy";

/** Whether a person waits for it. */
export function isInteractive(purpose: Purpose): boolean {
  return purpose === "interactive" || purpose === "read";
}

/** What StackOne is asked for: the choices, with the owner's exact name (docs/rules.md, 9). */
export type ConnectSessionRequest = ConnectSessionInput & { ownerName: string };

/** What the 201 said; fields that StackOne did not echo are undefined, echoed nulls are null. */
export interface CreatedAtStackOne {
  id: string;
  projectId: string | null;
  token: string;
  authLink: string;
  /** epoch ms by StackOne's clock */
  createdAt: number;
  echo: { [Field in keyof ConnectSessionRequest]?: Echoed };
}

type Echoed = string | string[] | boolean | null | undefined;

/** What a connect session is described by towards StackOne. */
export type ConnectSessionFields = Partial<
  Record<keyof ConnectSessionRequest | "id" | "createdAt" | "token" | "authLink", unknown>
>;

/** A linked account as StackOne tells it, with secrets dropped by the parser. Times are epoch ms by StackOne's clock. */
export interface StackOneAccount {
  id: string;
  provider: string;
  providerName: string | null;
  ownerId: string;
  ownerName: string;
  /** open list; lower case as sent */
  status: string;
  statusReasons: { code: string | null; description: string | null; at: string | null }[];
  type: string | null;
  label: string | null;
  username: string | null;
  /** undefined: this StackOne does not tell */
  connectorProfileId: string | null | undefined;
  categories: string[] | undefined;
  createdAt: number | null;
  updatedAt: number | null;
  /** begin of the stretch in which it is not active, by our clock, from the copy's history; undefined: the copy was not asked */
  brokenSince?: number | null;
}

/** A page of a list; `next` leads to the next one, null: there is none. */
export interface AccountsPage<Item> {
  items: Item[];
  next: string | null;
  /** how many there are in all; null: StackOne does not say */
  total: number | null;
  /** entries that cannot be read, by id where they have one; left out of `items` */
  unreadable?: (string | null)[];
}

/** By what a connect session is asked for. */
export interface SessionHandle {
  /** StackOne's `id` of it; null: never known */
  number: string | null;
  /** null: wiped, or not to be decrypted */
  token: string | null;
  /** its time has passed, so that a refusal says nothing about StackOne */
  ended: boolean;
}

/** What StackOne said about a session's newest attempt. */
export type AttemptReading =
  | { readable: true; attempt: Attempt | null }
  /** any 4xx but 429: "attempt not readable" for that row (docs/rules.md, 21) */
  | { readable: false; status: number };

/** What the console asks of StackOne. Every call may throw `StackOneError`. */
export interface StackOne {
  readonly kind: "simulator" | "live";
  readonly host: string;
  /** tells one API key from another and gives nothing of it away */
  readonly keyFingerprint: string;
  /** `accounts`: attempts are never asked for, neither by number nor by token (STACKONE_FOLLOW). */
  readonly follow: "attempts" | "accounts";
  createConnectSession(request: ConnectSessionRequest): Promise<CreatedAtStackOne>;
  /** These fields by StackOne's own names, as its requests and answers carry them; what is undefined is left out. */
  byStackOneNames(fields: ConnectSessionFields): Record<string, unknown>;
  /** By its number, else by its token. */
  readAttempt(session: SessionHandle, purpose: Purpose): Promise<AttemptReading>;
  /**
   * All accounts of these owner ids: all pages, all providers, no status filter. At most 50 ids. An account that cannot be read
   * fails the reading; with `onHole` it is only left out, and the owners about which the list proves nothing are named.
   */
  listAccountsOfOwners(
    ownerIds: string[],
    purpose: Purpose,
    onHole?: (ownerIds: string[], why: StackOneError) => void,
  ): Promise<StackOneAccount[]>;
  /** A page of all accounts of the project; null leads to the first. `rejected` where StackOne does not take the cursor. */
  readAccountsPage(cursor: string | null, purpose: Purpose): Promise<AccountsPage<StackOneAccount>>;
  /** About how many accounts there are, by looking where the list ends: about a dozen requests. */
  estimateAccounts(purpose: Purpose): Promise<number>;
  /** A page of the accounts' connector profiles from `/v2/accounts`; null: this StackOne has no such list. */
  readProfilesPage(
    cursor: string | null,
    purpose: Purpose,
  ): Promise<AccountsPage<{ id: string; connectorProfileId: string }> | null>;
  /** These accounts in one request, at most 50; what is not there is left out. */
  listAccountsById(ids: string[], purpose: Purpose): Promise<StackOneAccount[]>;
  /** The newest failed requests that the company's product made with an account, newest first; null: this key may not read the log. */
  listFailedRequests(accountId: string, purpose: Purpose): Promise<FailedRequest[] | null>;
  /** requests a minute that the console allows itself */
  readonly requestsPerMinute: number;
  /** requests a minute that the accounts copy may make (docs/rules.md, 19) */
  readonly copyRequestsPerMinute: number;
  /** Never repeated where StackOne may have acted; `gone`: 404. */
  deleteAccount(id: string, purpose: Purpose): Promise<"deleted" | "gone">;
  /** null: 404 */
  readAccount(id: string, purpose: Purpose): Promise<StackOneAccount | null>;
  /** Connector profiles grouped by connector key; kept for a minute, `fresh` asks again. */
  listProviders(purpose: Purpose, fresh?: boolean): Promise<Provider[]>;
  /** StackOne's clock minus ours in ms, by the newest `Date` header; 0 before the first answer. */
  clockSkew(): number;
}

/** How a call to StackOne failed. */
export type StackOneFailure =
  /** 4xx; the message is cleaned of key, tokens and links */
  | "rejected"
  /** 401 or 403 */
  | "unauthorized"
  /** refused connection, DNS, TLS: StackOne was never reached */
  | "unreachable"
  /** time-out, reset, 5xx, not JSON, wrong shape */
  | "unavailable"
  /** 429, or the console's own budget is used up */
  | "rate_limited"
  /** a 2xx without `auth_link_url` */
  | "no_link";

/** Any failure of the StackOne client; carries no body, no key and no token. */
export class StackOneError extends Error {
  override readonly name = "StackOneError";
  readonly failure: StackOneFailure;
  /** HTTP status, where one came */
  readonly status: number | null;
  /** seconds, where StackOne or the budget said so */
  readonly retryAfter: number | null;
  /** whether a POST may have had an effect although it failed (docs/rules.md, 10) */
  readonly mayHaveActed: boolean;
  /** StackOne answered, and the answer has another shape than expected: asking again gives the same */
  readonly unreadable: boolean;

  constructor(
    failure: StackOneFailure,
    message: string,
    detail: {
      status?: number | null;
      retryAfter?: number | null;
      mayHaveActed?: boolean;
      unreadable?: boolean;
    } = {},
  ) {
    super(message);
    this.failure = failure;
    this.status = detail.status ?? null;
    this.retryAfter = detail.retryAfter ?? null;
    this.mayHaveActed = detail.mayHaveActed ?? false;
    this.unreadable = detail.unreadable ?? false;
  }
}
