import { decideClaims, type Attribution } from "../progress/claims.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { findEvidence, isHint } from "../progress/evidence.ts";
import { type Claim } from "../ports/connect-sessions.ts";
import { targetsOf } from "../progress/targets.ts";
import type { AttemptReading, StackOneAccount } from "../ports/stackone.ts";
import { isOpen, mayStillBeUsed } from "../progress/states.ts";
import { applyObservation } from "../progress/derive.ts";
import { type Observation } from "../progress/observation.ts";
import { missesItsAccount } from "../progress/gone.ts";
import { isAttemptFollowed } from "../progress/schedule.ts";

/** What was read from StackOne for one owner id. Times are our clock, when the call was begun. */
export interface OwnerReading {
  /** all accounts of the owner id; null: not asked, or it failed */
  accounts: {
    at: number;
    /** when the answer came: an attempt that was read before may be older than an account in it; `at` where nobody says */
    answeredAt?: number;
    items: readonly StackOneAccount[];
    /** these alone were read: it is a reading for the rows that edit them, and for no others */
    only?: ReadonlySet<string>;
  } | null;
  /** when the accounts were read and the list held a record of this owner that the console cannot read: the list proves nothing then */
  unreadableAt?: number | undefined;
  /** row id → its attempt */
  attempts: ReadonlyMap<string, { at: number; reading: AttemptReading }>;
  /** accounts that were asked for one by one, because an authenticated attempt names them; null: not there */
  named: ReadonlyMap<string, StackOneAccount | null>;
  /** accounts that were asked for one by one, and that the console cannot read */
  unreadableNamed?: ReadonlySet<string>;
  /** provider → accounts of it change by themselves (an attempt was ever seen there) */
  refreshing: ReadonlyMap<string, boolean>;
  /** accounts of which any row of the owner knows that they change by themselves */
  selfUpdating?: ReadonlySet<string>;
}

export interface Surroundings {
  now: number;
  skew: number;
  follow: "attempts" | "accounts";
  claims: readonly Claim[];
  selfUpdating: ReadonlySet<string>;
  /** accounts that a press in the console deleted */
  deletedHere?: ReadonlySet<string>;
}

export interface Plan {
  seen: Map<string, Observation>;
  /** rows whose attempt must be read again before the claims are decided */
  unreadAttempts: string[];
  /** accounts of authenticated attempts that were not read yet */
  unreadAccounts: string[];
  /** providers of hints, of which it is not known whether accounts there change by themselves */
  unknownProviders: string[];
}

/** Whether the row's attempt can be asked for: it is followed, and StackOne lets us. */
function attemptExpected(row: ConnectSessionRow, follow: "attempts" | "accounts"): boolean {
  return (
    follow === "attempts" && isAttemptFollowed(row) && row.memory.attemptNotReadable === undefined
  );
}

/** What each of an owner's rows has seen, and what must be asked before the rest can be decided. Pure. */
export function planOwner(
  rows: readonly ConnectSessionRow[],
  reading: OwnerReading,
  around: Surroundings,
): Plan {
  const { accounts } = reading;
  const at =
    accounts?.at ??
    reading.unreadableAt ??
    Math.max(...[...reading.attempts.values()].map((one) => one.at), around.now - 60_000);
  const base = rows.map((row): [ConnectSessionRow, Observation] => {
    const attempt = reading.attempts.get(row.id);
    const seen: Observation = {
      at: accounts?.at ?? attempt?.at ?? at,
      attemptAt: attempt?.at,
      skew: around.skew,
      attempt: attempt?.reading,
      accounts: accounts?.items,
      named: accounts ? reading.named : undefined,
      deletedHere: around.deletedHere,
      attributions: [],
      attemptExpected: attemptExpected(row, around.follow),
      unreadableAt: reading.unreadableAt ?? (namesUnreadable(row, reading) ? at : undefined),
    };
    return [applyObservation(row, seen, around.now), seen];
  });
  const taken = base.map(([row]) => row);
  const pool = poolOf(reading);
  const candidates = taken.flatMap((row) =>
    findEvidence(row, pool, {
      claims: around.claims,
      selfUpdating: around.selfUpdating,
      readAt: at + around.skew,
    })
      .filter(
        (evidence) =>
          !isHint(evidence) || reading.refreshing.get(evidence.account.provider) === false,
      )
      .map((evidence) => ({ row, evidence })),
  );
  const isFresh = (row: ConnectSessionRow) =>
    !attemptExpected(row, around.follow) ||
    (row.memory.attemptReadAt ?? 0) >= (accounts?.answeredAt ?? at);
  const awaited = new Set(
    taken.filter((row) => isOpen(row.progress)).flatMap((row) => [...targetsOf(row, pool)]),
  );
  const { attributions, unread } = decideClaims(taken, candidates, isFresh);
  return {
    seen: new Map(
      base.map(([row, seen]) => [
        row.id,
        { ...seen, awaited, attributions: sorted(attributions.get(row.id) ?? []) },
      ]),
    ),
    unreadAttempts: [...new Set(unread)],
    unreadAccounts: unreadAccounts(taken, pool, reading, around.now),
    unknownProviders: unknownProviders(taken, pool, reading, around, at),
  };
}

/** Whether an authenticated attempt of the row names an account that the console cannot read. */
function namesUnreadable(row: ConnectSessionRow, { unreadableNamed }: OwnerReading): boolean {
  return Object.values(row.memory.attemptsSeen ?? {}).some(
    ({ status, accountId }) =>
      status === "authenticated" && accountId !== null && unreadableNamed?.has(accountId) === true,
  );
}

/** Certain ones first. */
function sorted(attributions: Attribution[]): Attribution[] {
  return attributions.toSorted((a, b) => Number(b.certain) - Number(a.certain));
}

/** Every account that was read; of two readings of one account the newer counts, for lists lag behind. */
export function poolOf(reading: OwnerReading): StackOneAccount[] {
  const items = reading.accounts?.items ?? [];
  const named = [...reading.named.values()].filter((account) => account !== null);
  const byId = new Map<string, StackOneAccount>();
  for (const account of [...items, ...named]) {
    const known = byId.get(account.id);
    if (!known || (account.updatedAt ?? 0) >= (known.updatedAt ?? 0)) byId.set(account.id, account);
  }
  return [...byId.values()];
}

function unreadAccounts(
  rows: readonly ConnectSessionRow[],
  pool: readonly StackOneAccount[],
  reading: OwnerReading,
  now: number,
): string[] {
  const attempted = rows
    .filter((row) => mayStillBeUsed(row) && (reading.attempts.has(row.id) || reading.accounts))
    .flatMap((row) => Object.values(row.memory.attemptsSeen ?? {}))
    .flatMap(({ status, accountId }) =>
      status === "authenticated" && accountId !== null ? [accountId] : [],
    );
  const linked = reading.accounts
    ? rows.flatMap((row) =>
        missesItsAccount(row, now) ? (row.memory.connectedAccountId ?? []) : [],
      )
    : [];
  return [...new Set([...attempted, ...linked])].filter(
    (id) =>
      !reading.named.has(id) &&
      !reading.unreadableNamed?.has(id) &&
      pool.every((account) => account.id !== id),
  );
}

function unknownProviders(
  rows: readonly ConnectSessionRow[],
  pool: readonly StackOneAccount[],
  reading: OwnerReading,
  around: Surroundings,
  at: number,
): string[] {
  const context = {
    claims: around.claims,
    selfUpdating: around.selfUpdating,
    readAt: at + around.skew,
  };
  const hinted = rows.flatMap((row) => findEvidence(row, pool, context).filter(isHint));
  return [...new Set(hinted.map(({ account }) => account.provider))].filter(
    (provider) => !reading.refreshing.has(provider),
  );
}
