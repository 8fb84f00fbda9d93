/** ms; in this time an owner is looked at so often because of webhooks, then its own pace must do until a place is free */
const span = 15_000;
const checksInSpan = 3;

/** Which owners StackOne's webhooks named since they were last looked at. Lost at a restart: a webhook is a hint, and the pace finds everything. */
export interface PendingOwners {
  add(ownerId: string, accountId: string): void;
  /** Owners whose look may begin now. */
  ready(now: number): string[];
  /** A look at the owner's accounts begins: the accounts that were named, which are forgotten with this. */
  take(ownerId: string, now: number): ReadonlySet<string>;
  /** The look failed: what it was begun for still holds. */
  giveBack(ownerId: string, accountIds: ReadonlySet<string>): void;
  /** The same around the work of a look. */
  keeping(
    ownerId: string,
    accountIds: ReadonlySet<string>,
    work: () => Promise<void>,
  ): Promise<void>;
  /** Nothing of the owner is followed. */
  forget(ownerId: string): void;
}

export function createPendingOwners(): PendingOwners {
  const named = new Map<string, Set<string>>();
  const checks = new Map<string, number[]>();
  const keep = (ownerId: string, accountIds: Iterable<string>) => {
    const known = named.get(ownerId) ?? new Set();
    for (const id of accountIds) known.add(id);
    named.set(ownerId, known);
  };
  const dropOldChecks = (now: number) => {
    for (const [ownerId, times] of checks) {
      const young = times.filter((at) => at > now - span);
      if (young.length > 0) checks.set(ownerId, young);
      else checks.delete(ownerId);
    }
  };
  const giveBack: PendingOwners["giveBack"] = (ownerId, accountIds) => {
    if (accountIds.size > 0) keep(ownerId, accountIds);
  };
  return {
    add: (ownerId, accountId) => keep(ownerId, [accountId]),
    ready(now) {
      if (named.size === 0) return [];
      dropOldChecks(now);
      return [...named.keys()].filter((id) => (checks.get(id)?.length ?? 0) < checksInSpan);
    },
    take(ownerId, now) {
      const accountIds = named.get(ownerId);
      if (!accountIds) return new Set();
      named.delete(ownerId);
      checks.set(ownerId, [...(checks.get(ownerId) ?? []), now]);
      return accountIds;
    },
    giveBack,
    async keeping(ownerId, accountIds, work) {
      try {
        await work();
      } catch (error) {
        giveBack(ownerId, accountIds);
        throw error;
      }
    },
    forget: (ownerId) => void named.delete(ownerId),
  };
}
