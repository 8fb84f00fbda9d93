import { type Clock, elapsedOf } from "../../domain/ports/clock.ts";
import type { Purpose } from "../../domain/ports/stackone.ts";
import type { KnownAbilities } from "../abilities/abilities.ts";
import { WireAccount } from "../wire/account.ts";
import type { Exchange } from "../request/retrying.ts";
import { type ListAnswer, readListAnswer } from "./list-check.ts";
import { everyStatus, learnStatusFilter } from "./status-filter.ts";

/** ms; in this time an empty project is not looked at again for what its accounts look like */
const quiet = 60_000;

/** One of StackOne's two interfaces for accounts: the same thing under other names (docs/stackone.md, 5.1 and 5.2). */
export interface AccountApi {
  path: "/accounts" | "/v2/accounts";
  /** the query that asks for accounts of these owners */
  ofOwners(ids: string[]): [string, string][];
}

export interface AccountApis {
  v1: AccountApi;
  v2: AccountApi;
  /** the one that lists accounts of owners */
  forOwners(): AccountApi;
  /** the one for one account, for pages of all and for reads by id */
  forAll(): AccountApi;
  /** the query by which a list holds accounts of every status, as far as that was learnt */
  everyStatus(): [string, string][];
  /** Asks both what is there; a failed question leaves what was known. */
  learn(purpose: Purpose): Promise<{ v1: ListAnswer | null; v2: ListAnswer | null }>;
  /** Learns which statuses must be asked for, where that is not known and an account that is not active was met; at most once a minute. */
  learnFromBrokenAccount(purpose: Purpose): Promise<void>;
  /** Learns again where `/v2/accounts` had no entry to judge by; at most once a minute. */
  learnFromFirstAccount(purpose: Purpose): Promise<void>;
}

interface ApisOptions {
  exchange: Exchange;
  abilities: KnownAbilities;
  clock: Clock;
}

/** Chooses between v1 and v2 by what was seen: v2 names the connector profile, v1 is the documented fallback. */
export function createAccountApis(options: ApisOptions): AccountApis {
  const { abilities } = options;
  const v2 = createV2(abilities);
  const isOnlyV2 = () =>
    abilities.get().v1Accounts === false && abilities.get().v2Accounts === true;
  const v2Serves = () => abilities.get().v2Accounts === true && abilities.get().v2Serves === true;
  const forAll = () => (isOnlyV2() || v2Serves() ? v2 : v1);
  return {
    v1,
    v2,
    forOwners: () =>
      isOnlyV2() || (v2Serves() && abilities.get().v2OwnerFilter !== "none") ? v2 : v1,
    forAll,
    everyStatus: () => everyStatus(abilities.get().statusFilter),
    ...createLearning(options, forAll),
  };
}

const v1: AccountApi = {
  path: "/accounts",
  ofOwners: (ids) => named(ids.length === 1 ? ["origin_owner_id"] : ["origin_owner_ids"], ids),
};

const v2Path = "/v2/accounts";

function createV2(abilities: KnownAbilities): AccountApi {
  return {
    path: v2Path,
    ofOwners(ids) {
      const names = ids.length === 1 ? ["owner_id"] : ["owner_ids"];
      const { v2OwnerFilter } = abilities.get();
      if (v2OwnerFilter === "none") return [];
      // The names of v2's filters are not documented: the older ones stand beside them.
      const older = names.map((name) => `origin_${name}`);
      return named(v2OwnerFilter === "both" ? [...names, ...older] : names, ids);
    },
  };
}

/** Finds out what is there, and remembers when it last did. */
function createLearning(
  { exchange, abilities, clock }: ApisOptions,
  forAll: () => AccountApi,
): Pick<AccountApis, "learn" | "learnFromBrokenAccount" | "learnFromFirstAccount"> {
  let learntAt = Number.NEGATIVE_INFINITY;
  let statusesReadAt = Number.NEGATIVE_INFINITY;

  const learn = async (purpose: Purpose) => {
    learntAt = elapsedOf(clock);
    const first = await readListAnswer(exchange, v1.path, purpose);
    const second = await readListAnswer(exchange, v2Path, purpose);
    const entry = first?.entries[0];
    abilities.learn({
      ...(first && { v1Accounts: isThere(first) }),
      ...(second && { v2Accounts: isThere(second), v2Serves: serves(second) }),
      ...(entry && { v1Profile: "connector_profile_id" in entry || "integration_id" in entry }),
    });
    // an empty project has nothing to find
    if (entry ?? second?.entries[0]) await learnStatuses(purpose);
    return { v1: first, v2: second };
  };

  const learnStatuses = async (purpose: Purpose) => {
    const statusFilter = await learnStatusFilter(exchange, forAll().path, purpose);
    if (statusFilter !== null) abilities.learn({ statusFilter });
  };

  return {
    learn,
    async learnFromBrokenAccount(purpose) {
      const isDue = clock.now() - statusesReadAt >= quiet;
      if (abilities.get().statusFilter !== null || !isDue) return;
      statusesReadAt = clock.now();
      await learnStatuses(purpose);
    },
    async learnFromFirstAccount(purpose) {
      const { v2Accounts, v2Serves: known } = abilities.get();
      if (v2Accounts && known === null && elapsedOf(clock) - learntAt >= quiet)
        await learn(purpose);
    },
  };
}

function named(names: string[], values: string[]): [string, string][] {
  return names.flatMap((name) => values.map((value): [string, string] => [name, value]));
}

function isThere({ status, envelope }: ListAnswer): boolean {
  return status < 400 && envelope !== "other";
}

/** Whether accounts can be read from this list alone; null: it is empty, so nothing is seen. */
function serves(answer: ListAnswer): boolean | null {
  if (!isThere(answer)) return false;
  const [entry] = answer.entries;
  if (!entry) return null;
  const account = WireAccount.safeParse(entry).data;
  return (
    account !== undefined &&
    account.ownerId !== "" &&
    account.ownerName !== "" &&
    account.createdAt !== null &&
    account.updatedAt !== null &&
    account.connectorProfileId !== undefined
  );
}
