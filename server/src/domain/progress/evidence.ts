import { needsCustomer } from "../account-sync/needs-customer.ts";
import { requestOf } from "../connect-session-request.ts";
import type { ConnectSessionRow, Claim } from "../ports/connect-sessions.ts";
import { freeChange, type Gain, gainOf, takenBy } from "./gain.ts";
import { wasThere, type RequestedField, requestedFieldsOf } from "./lacking.ts";
import { mayMakeMore, targetsOf } from "./targets.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { isOpen, mayStillBeUsed } from "./states.ts";
import { endedUnread } from "./problems.ts";
import { times } from "./schedule.ts";

/** What an account shows about one link: proofs (a) to (d) of docs/rules.md, 22, and the hint `touched`. */
export type EvidenceKind = "attempt" | "created" | "activated" | "took_on" | "touched";

export interface Evidence {
  kind: EvidenceKind;
  account: StackOneAccount;
  /** what is claimed: `created`, or `changed:{updated_at}` */
  change: string;
  /** StackOne's clock */
  at: number;
  /** of `attempt`: when the sign-in ended, StackOne's clock */
  usedAt?: number;
  /** of `took_on`: what the account has now as this link asked for it, and had not */
  gained?: readonly RequestedField[];
  /** another link, whose sign-in overlapped with this one, ended there too: which of them created the account isn't known */
  contested?: true;
  /** a proof by its kind, but something else explains it as well */
  onlyHint?: true;
}

/** Whether it needs a person's word: only `updated_at` moved, or more than this link explains it. */
export function isHint({ kind, onlyHint }: Pick<Evidence, "kind" | "onlyHint">): boolean {
  return kind === "touched" || onlyHint === true;
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
  const claimsOf = Map.groupBy(context.claims, (claim) => claim.accountId);
  const found = accounts.flatMap((account) => {
    const claims = claimsOf.get(account.id) ?? [];
    const others = claims.filter((claim) => claim.connectSessionId !== row.id);
    // a closed row has what it claimed
    const counted = others.length < claims.length;
    if (counted && !isOpen(row.progress)) return [];
    const evidence =
      byAttempt(row, account, others) ??
      asNew(row, account, others) ??
      (targets.has(account.id) ? asChanged(row, account, others, context) : null);
    return evidence ? [evidence] : [];
  });
  return found.toSorted(
    (a, b) =>
      Number(isHint(a)) - Number(isHint(b)) || strength[a.kind] - strength[b.kind] || a.at - b.at,
  );
}

const strength: Record<EvidenceKind, number> = {
  attempt: 0,
  created: 1,
  activated: 2,
  took_on: 3,
  touched: 4,
};

/** The name of this account's newest change; `at` where StackOne gives no `updated_at`. */
export function changeOf(account: StackOneAccount, at: number): string {
  return `changed:${account.updatedAt ?? at}`;
}

/** (a) this link's own attempt is authenticated, and here is its account */
function byAttempt(
  row: ConnectSessionRow,
  account: StackOneAccount,
  others: readonly Claim[],
): Evidence | null {
  if (row.memory.connectedAccountId === account.id) return null;
  const own = Object.values(row.memory.attemptsSeen ?? {}).find(
    (attempt) => attempt.status === "authenticated" && attempt.accountId === account.id,
  );
  if (!own) return null;
  // whether it is new is judged by when the link was used, not by when it was created
  const began = own.beganAt ?? row.startedAt ?? 0;
  const at = account.updatedAt ?? account.createdAt ?? row.startedAt ?? 0;
  const couldBeNew =
    !wasThere(row, account) &&
    row.choices.accountId === null &&
    (account.createdAt ?? Number.POSITIVE_INFINITY) >= began;
  const isCounted = others.some((claim) => claim.change === "created");
  const change = couldBeNew && !isCounted ? "created" : changeOf(account, at);
  const usedAt = own.endedAt ?? at;
  const contested = couldBeNew && isCounted ? { contested: true as const } : {};
  return { kind: "attempt", account, change, at, usedAt, ...contested };
}

/** (b) an account that was not there and fits what the link may make */
function asNew(
  row: ConnectSessionRow,
  account: StackOneAccount,
  others: readonly Claim[],
): Evidence | null {
  if (
    row.choices.accountId !== null ||
    row.baseline === null ||
    row.startedAt === null ||
    wasThere(row, account)
  )
    return null;
  const linked = linkedBy(row);
  if (linked.length > 0 && !mayMakeMore(row)) return null;
  if (linked.some((one) => one.id === account.id)) return null;
  // at a provider that it has connected the same link edits that account
  if (!row.choices.multiple && linked.some(({ provider }) => provider === account.provider))
    return null;
  if (row.memory.dismissed?.[account.id] !== undefined) return null;
  if (others.some((claim) => claim.change === "created") || !fits(row, account)) return null;
  const at = account.createdAt ?? row.startedAt;
  const end = (row.endsAt ?? Number.POSITIVE_INFINITY) + times.pendingGrace;
  return at < row.startedAt || at > end
    ? null
    : { kind: "created", account, change: "created", at };
}

/** The accounts that this link has connected; of the further ones the provider is not kept. */
function linkedBy({ memory, account }: ConnectSessionRow): { id: string; provider?: string }[] {
  const { connectedAccountId: id, furtherAccountIds = [] } = memory;
  if (id === undefined) return [];
  const provider = account?.id === id ? account.provider : undefined;
  return [
    { id, ...(provider !== undefined && { provider }) },
    ...furtherAccountIds.map((further) => ({ id: further })),
  ];
}

/** Same owner id, fitting provider, categories and type; what StackOne does not tell does not speak against it. */
function fits(row: ConnectSessionRow, account: StackOneAccount): boolean {
  const { provider, categories } = row.choices;
  if (account.ownerId !== row.owner.id) return false;
  if (provider !== null && account.provider !== provider) return false;
  if (
    categories.length > 0 &&
    account.categories &&
    !categories.some((one) => account.categories?.includes(one))
  )
    return false;
  return account.type === null || account.type === (requestOf(row).type ?? "production");
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
  const taken = takenBy(others);
  const found = (kind: "activated" | "took_on", gain: Gain, more: Partial<Evidence>) => {
    const change = freeChange(changeOf(account, at), gain, others);
    const evidence: Evidence = { kind, account, change, at, ...more };
    return gain.isDoubtful ? { ...evidence, onlyHint: true as const } : evidence;
  };
  const gain = account.status === "active" ? gainOf(row, account, "active", taken) : null;
  // what worked when the link was made, failed and works again did so by itself as likely
  const repaired = needsCustomer(wasThere(row, account) ?? account);
  const activated = gain && found("activated", gain, repaired ? {} : { onlyHint: true });
  if (activated && !(isHint(activated) && changesItself(row, account, context))) return activated;
  const gains = requestedFieldsOf(row).flatMap(([point, value]) => {
    const one = account[point] === value ? gainOf(row, account, point, taken) : null;
    return one ? [{ point, gain: one }] : [];
  });
  const [first] = gains;
  if (first) return found("took_on", first.gain, { gained: gains.map(({ point }) => point) });
  return wasTouched(row, account, taken.until, context)
    ? { kind: "touched", account, change: changeOf(account, at), at }
    : null;
}

function changesItself(
  row: ConnectSessionRow,
  { id }: StackOneAccount,
  { selfUpdating }: EvidenceContext,
): boolean {
  return selfUpdating.has(id) || (row.memory.selfUpdating?.includes(id) ?? false);
}

/** Only `updated_at` moved, past everything that is explained. */
function wasTouched(
  row: ConnectSessionRow,
  account: StackOneAccount,
  taken: number,
  context: EvidenceContext,
): boolean {
  // an open link's end that nobody saw is looked at once the accounts can be read
  const mayBeNews = mayStillBeUsed(row) || endedUnread(row);
  if (account.updatedAt === null || account.status !== "active" || !mayBeNews) return false;
  if (changesItself(row, account, context)) return false;
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
