import { needsCustomer } from "./broken-account.ts";
import type { ConnectSessionRow } from "./connect-session.ts";
import { targetsOf } from "./evidence-target.ts";
import type { StackOneAccount } from "./ports/stackone.ts";
import { isOpen } from "./progress-moves.ts";
import { times } from "./progress-times.ts";

/** What an account shows about one link: proofs (a) to (d) of design, section 5, and the hint `touched`. */
export type EvidenceKind = "attempt" | "created" | "activated" | "took_on" | "touched";

export interface Evidence {
  kind: EvidenceKind;
  account: StackOneAccount;
  /** what is claimed: `created`, or `changed:{updated_at}` */
  change: string;
  /** StackOne's clock */
  at: number;
  /** of `took_on`: what the account has now as this link asked for it, and had not */
  gained?: readonly Wish[];
}

/** What a link can set on an account that it edits. */
export type Wish = "connectorProfileId" | "label" | "type";

export interface Claim {
  accountId: string;
  change: string;
  connectSessionId: string;
}

/** What is known around the row when its evidence is looked for. */
export interface EvidenceContext {
  claims: readonly Claim[];
  /** accounts that change by themselves: no hint from their `updated_at` */
  selfUpdating: ReadonlySet<string>;
  /** StackOne's clock, when the accounts were asked for */
  readAt: number;
}

/** All that these accounts show about this row, proofs before hints, at most one per account. Pure. */
export function findEvidence(
  row: ConnectSessionRow,
  accounts: readonly StackOneAccount[],
  context: EvidenceContext,
): Evidence[] {
  if (row.startedAt === null) return [];
  const targets = targetsOf(row, accounts);
  const found = accounts.flatMap((account) => {
    const others = context.claims.filter(
      (claim) => claim.accountId === account.id && claim.connectSessionId !== row.id,
    );
    // a closed row has what it claimed
    const counted = context.claims.some(
      (claim) => claim.accountId === account.id && claim.connectSessionId === row.id,
    );
    if (counted && !isOpen(row.progress)) return [];
    const evidence =
      byAttempt(row, account, others) ??
      asNew(row, account, others) ??
      (targets.has(account.id) ? asChanged(row, account, others, context) : null);
    return evidence ? [evidence] : [];
  });
  return found.toSorted((a, b) => strength[a.kind] - strength[b.kind] || a.at - b.at);
}

const strength: Record<EvidenceKind, number> = {
  attempt: 0,
  created: 1,
  activated: 2,
  took_on: 3,
  touched: 4,
};

/** StackOne's time up to which other rows have claimed changes of an account. */
function claimedUntil(claims: readonly Claim[]): number {
  return Math.max(
    Number.NEGATIVE_INFINITY,
    ...claims
      .map((claim) => Number(/^changed:(\d+)$/.exec(claim.change)?.[1] ?? Number.NaN))
      .filter((at) => !Number.isNaN(at)),
  );
}

function wasThere(row: ConnectSessionRow, account: StackOneAccount): StackOneAccount | undefined {
  return row.baseline?.accounts.find((one) => one.id === account.id);
}

function changeOf(account: StackOneAccount, at: number): string {
  return `changed:${account.updatedAt ?? at}`;
}

/** (a) this link's own attempt is authenticated, and here is its account */
function byAttempt(
  row: ConnectSessionRow,
  account: StackOneAccount,
  others: readonly Claim[],
): Evidence | null {
  if (row.memory.connectedAccountId === account.id) return null;
  const own = Object.values(row.memory.attemptsSeen ?? {}).some(
    (attempt) => attempt.status === "authenticated" && attempt.accountId === account.id,
  );
  if (!own) return null;
  const at = account.updatedAt ?? account.createdAt ?? row.startedAt ?? 0;
  const isNew =
    !wasThere(row, account) &&
    row.accountId === null &&
    others.every((claim) => claim.change !== "created");
  return { kind: "attempt", account, change: isNew ? "created" : changeOf(account, at), at };
}

/** (b) an account that was not there and fits what the link may make */
function asNew(
  row: ConnectSessionRow,
  account: StackOneAccount,
  others: readonly Claim[],
): Evidence | null {
  if (
    row.accountId !== null ||
    row.baseline === null ||
    row.startedAt === null ||
    wasThere(row, account)
  )
    return null;
  if (row.memory.connectedAccountId !== undefined && !row.multiple) return null;
  if (
    account.id === row.memory.connectedAccountId ||
    row.memory.furtherAccountIds?.includes(account.id)
  )
    return null;
  if (row.memory.dismissed?.[account.id] !== undefined) return null;
  if (others.some((claim) => claim.change === "created") || !fits(row, account)) return null;
  const at = account.createdAt ?? row.startedAt;
  const end = (row.endsAt ?? Number.POSITIVE_INFINITY) + times.pendingGrace;
  return at < row.startedAt || at > end
    ? null
    : { kind: "created", account, change: "created", at };
}

/** Same owner id, fitting provider, categories and type; what StackOne does not tell does not speak against it. */
function fits(row: ConnectSessionRow, account: StackOneAccount): boolean {
  const { provider, categories, type } = row.request;
  if (account.ownerId !== row.owner.id) return false;
  if (provider !== undefined && account.provider !== provider) return false;
  if (
    categories?.length &&
    account.categories &&
    !categories.some((one) => account.categories?.includes(one))
  )
    return false;
  return account.type === null || account.type === (type ?? "production");
}

/** (c) and (d), or the hint, of an account that the link edits */
function asChanged(
  row: ConnectSessionRow,
  account: StackOneAccount,
  others: readonly Claim[],
  context: EvidenceContext,
): Evidence | null {
  if (row.memory.connectedAccountId !== undefined) return null;
  const at = account.updatedAt ?? context.readAt;
  const taken = claimedUntil(others);
  const gained = (point: string): boolean => {
    const lacked = lackedSince(row, account, point);
    return lacked !== null && taken <= lacked;
  };
  if (account.status === "active" && gained("active"))
    return { kind: "activated", account, change: changeOf(account, at), at };
  const tookOn = wishesOf(row).flatMap(([point, value]) =>
    account[point] === value && gained(point) ? [point] : [],
  );
  if (tookOn.length > 0)
    return { kind: "took_on", account, change: changeOf(account, at), at, gained: tookOn };
  return wasTouched(row, account, taken, context)
    ? { kind: "touched", account, change: changeOf(account, at), at }
    : null;
}

/** What the link sets, by the account's names for it. */
export function wishesOf(row: ConnectSessionRow): [Wish, string][] {
  const wishes: [Wish, string | undefined][] = [
    ["connectorProfileId", row.request.connector_profile_id],
    ["label", row.request.label],
    ["type", row.request.type],
  ];
  return wishes.flatMap(([point, value]) => (value === undefined ? [] : [[point, value]]));
}

/** StackOne's time of the last sighting of the account without this; null: it was never seen to lack it. */
function lackedSince(
  row: ConnectSessionRow,
  account: StackOneAccount,
  point: string,
): number | null {
  return row.memory.lacked?.[`${account.id} ${point}`] ?? null;
}

/** What the accounts that were there before lack now or lacked then, so that a later gain is known as one. */
export function noteLacking(
  row: ConnectSessionRow,
  accounts: readonly StackOneAccount[],
  readAt: number,
): Record<string, number> {
  const lacked: Record<string, number> = { ...row.memory.lacked };
  const targets = targetsOf(row, accounts);
  const note = (account: StackOneAccount, at: number) => {
    if (!targets.has(account.id) || !wasThere(row, account)) return;
    const put = (point: string) => {
      const key = `${account.id} ${point}`;
      lacked[key] = Math.max(lacked[key] ?? at, at);
    };
    if (isBroken(row, account)) put("active");
    for (const [point, value] of wishesOf(row)) {
      const actual = account[point];
      if (actual !== undefined && actual !== value) put(point);
    }
  };
  if (row.memory.lacked === undefined && row.baseline)
    for (const account of row.baseline.accounts)
      note(account, account.updatedAt ?? row.baseline.takenAt);
  for (const account of accounts) note(account, account.updatedAt ?? readAt);
  return lacked;
}

/** The accounts that came after the baseline, for this link to edit: what was there when they were first seen is not its doing. */
export function noteFirstSeen(
  row: ConnectSessionRow,
  accounts: readonly StackOneAccount[],
): Record<string, number> {
  const targets = targetsOf(row, accounts);
  const came = accounts.flatMap((account): [string, number][] =>
    targets.has(account.id) && !wasThere(row, account) && account.updatedAt !== null
      ? [[account.id, account.updatedAt]]
      : [],
  );
  return { ...Object.fromEntries(came), ...row.memory.firstSeen };
}

/** Without a provider the target is a guess: only what a customer repairs counts, not what the company switched off. */
function isBroken(row: ConnectSessionRow, account: StackOneAccount): boolean {
  if (row.accountId === null && row.request.provider === undefined) return needsCustomer(account);
  return account.status !== "active";
}

/** Only `updated_at` moved, past everything that is explained. */
function wasTouched(
  row: ConnectSessionRow,
  account: StackOneAccount,
  taken: number,
  context: EvidenceContext,
): boolean {
  if (account.updatedAt === null || account.status !== "active" || !isOpen(row.progress))
    return false;
  if (context.selfUpdating.has(account.id) || row.memory.selfUpdating?.includes(account.id))
    return false;
  const explained = [
    wasThere(row, account)?.updatedAt ?? row.memory.firstSeen?.[account.id],
    row.memory.dismissed?.[account.id],
    Number.isFinite(taken) ? taken : null,
  ].filter((at) => at != null);
  const end = (row.endsAt ?? Number.POSITIVE_INFINITY) + times.pendingGrace;
  return (
    explained.length > 0 && account.updatedAt > Math.max(...explained) && account.updatedAt <= end
  );
}
