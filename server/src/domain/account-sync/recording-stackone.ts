import type { Context } from "../context.ts";
import { upsertAccounts, markGone } from "./upsert-accounts.ts";
import { isInteractive, type StackOne, type StackOneAccount } from "../ports/stackone.ts";
import type { Repositories } from "../ports/store.ts";

/** ms; a reading like the one so shortly before needs no write */
const writeAgainAfter = 60_000;
/** accounts that one transaction writes */
const recordedAtOnce = 250;

interface Needs extends Pick<
  Context,
  "store" | "clock" | "ids" | "log" | "hash" | "notify" | "memory"
> {
  /** a turn of the event loop, on which the store works too */
  letOthersWork(): Promise<void>;
}

/**
 * The same StackOne, with every reading of accounts folded into the copy and told since when each account is broken. What is read stays
 * StackOne's word; a store that fails takes nothing from it. `onMissing`: known accounts that a background reading of their owner lacked.
 */
export function recordingStackOne(
  stackone: StackOne,
  ports: Needs,
  onMissing: (ids: string[]) => void = () => {},
): StackOne {
  const record = createRecorder(ports);
  const recording: Pick<StackOne, "listAccountsOfOwners" | "listAccountsById" | "readAccount"> = {
    async listAccountsOfOwners(ownerIds, purpose, onHole) {
      const at = ports.clock.now();
      const holes = new Set<string>();
      const accounts = await stackone.listAccountsOfOwners(
        ownerIds,
        purpose,
        onHole &&
          ((owners, why) => {
            for (const id of owners) holes.add(id);
            onHole(owners, why);
          }),
      );
      const whole = ownerIds.filter((id) => !holes.has(id));
      const key = `owners ${JSON.stringify(ownerIds)}`;
      const recorded = await record(key, accounts, at, async (tx) => {
        if (!isInteractive(purpose)) onMissing(await missingIn(tx, whole, accounts));
      });
      return recorded;
    },
    async listAccountsById(ids, purpose) {
      const at = ports.clock.now();
      return record(null, await stackone.listAccountsById(ids, purpose), at);
    },
    async readAccount(id, purpose) {
      const at = ports.clock.now();
      const account = await stackone.readAccount(id, purpose);
      if (account) return (await record(`account ${id}`, [account], at))[0] ?? account;
      await record(null, [], at, (tx) => markGone(ports, tx, [id], at));
      return null;
    },
  };
  // whatever else StackOne has, as it is at that moment
  return Object.assign(Object.create(stackone) as StackOne, recording);
}

function createRecorder(ports: Needs) {
  const { memory } = ports;
  return async (
    key: string | null,
    accounts: StackOneAccount[],
    at: number,
    alongside: (tx: Repositories) => Promise<void> = async () => {},
  ): Promise<StackOneAccount[]> => {
    const withSince = (since: ReadonlyMap<string, number | null>) =>
      accounts.map((account) => ({ ...account, brokenSince: since.get(account.id) ?? null }));
    const hash = key === null ? "" : await hashOf(ports, accounts);
    const changes = memory.accountChanges;
    const last = key === null ? undefined : memory.recordedReadings.get(key);
    if (last?.hash === hash && last.changes === changes && at - last.at < writeAgainAfter)
      return withSince(last.brokenSince);
    try {
      const brokenSince = new Map<string, number | null>();
      // thousands in one go would hold up everybody else
      for (let start = 0; start === 0 || start < accounts.length; start += recordedAtOnce) {
        if (start > 0) await ports.letOthersWork();
        const some = accounts.slice(start, start + recordedAtOnce);
        const isLast = start + recordedAtOnce >= accounts.length;
        const notified = await ports.store.transaction(async (tx) => {
          const notifiedOf = await upsertAccounts(ports, tx, some, at);
          if (isLast) await alongside(tx);
          const copied = await tx.accounts.known(some.map(({ id }) => id));
          for (const account of copied) brokenSince.set(account.id, account.brokenSince);
          return notifiedOf;
        });
        ports.notify.changed(notified);
      }
      if (key !== null)
        memory.recordedReadings.set(key, {
          hash,
          at,
          changes: memory.accountChanges,
          brokenSince,
        });
      return withSince(brokenSince);
    } catch (error) {
      const reason = error instanceof Error ? error.message : "";
      ports.log.error({ reason }, "a reading could not be kept in the copy of the accounts");
      return accounts;
    }
  };
}

/** A name for this reading. Like all that goes over thousands of accounts it is made a piece at a time. */
async function hashOf(
  { hash, letOthersWork }: Needs,
  accounts: StackOneAccount[],
): Promise<string> {
  let all = "";
  for (let start = 0; start < accounts.length; start += recordedAtOnce) {
    if (start > 0) await letOthersWork();
    all = hash(all + JSON.stringify(accounts.slice(start, start + recordedAtOnce)));
  }
  return all;
}

async function missingIn(
  tx: Repositories,
  ownerIds: string[],
  accounts: StackOneAccount[],
): Promise<string[]> {
  const there = new Set(accounts.map(({ id }) => id));
  const missing: string[] = [];
  for (const ownerId of ownerIds)
    missing.push(...(await tx.accounts.idsOfOwner(ownerId)).filter((id) => !there.has(id)));
  return missing;
}
