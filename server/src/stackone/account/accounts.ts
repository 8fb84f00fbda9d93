import * as z from "zod";
import { type Clock, elapsedOf } from "../../domain/ports/clock.ts";
import {
  type Purpose,
  type StackOne,
  type StackOneAccount,
  StackOneError,
} from "../../domain/ports/stackone.ts";
import type { KnownAbilities } from "../abilities/abilities.ts";
import { WireAccount } from "../wire/account.ts";
import type { AccountApi, AccountApis } from "./account-api.ts";
import { type AccountReader, holeError } from "./account-reader.ts";
import type { Ask } from "../request/ask.ts";
import { LooseId, unwrapped } from "../wire/loose.ts";
import { eachPage, parseWire, wrongShape } from "../request/pages.ts";
import type { Answer } from "../request/transport.ts";

/** ms; a 404 proves that an account is gone only where its path answered so recently */
const provenFor = 60_000;

const mostRounds = 6;

type OnHole = (owners: string[], why: StackOneError) => void;

const fail: OnHole = (_, why) => {
  throw why;
};

/** Another list must be read instead, by what was just learnt. */
class OtherList extends Error {}

type Accounts = Pick<StackOne, "listAccountsOfOwners" | "readAccount" | "deleteAccount">;

interface AccountsOptions {
  ask: Ask;
  apis: AccountApis;
  abilities: KnownAbilities;
  reader: AccountReader;
  clock: Clock;
}

/** Accounts of owners and single ones, through v2 or v1. */
export function createAccounts({ ask, apis, abilities, reader, clock }: AccountsOptions): Accounts {
  /** when a path last answered with 2xx, our clock */
  const answeredAt = new Map<string, number>();
  const isProven = (what: string) =>
    elapsedOf(clock) - (answeredAt.get(what) ?? Number.NEGATIVE_INFINITY) < provenFor;

  const readList = async (api: AccountApi, ids: string[], purpose: Purpose, onHole: OnHole) => {
    const accounts: StackOneAccount[] = [];
    const list = {
      ...reader.list(api, (owner, entry) => {
        const hit = owner === null ? ids : ids.filter((id) => id === owner);
        if (hit.length > 0) onHole(hit, holeError(entry));
      }),
      ask: async (paging: [string, string][]) => {
        const query = [...api.ofOwners(ids), ...apis.everyStatus(), ...paging];
        const call = { method: "GET", path: api.path, route: api.path, query, purpose } as const;
        const { status, json } = await ask(call, refusals(api));
        if (status >= 400) await learnFromRefusal(status, api, purpose);
        answeredAt.set(api.path, elapsedOf(clock));
        return json;
      },
    };
    for await (const page of eachPage(list)) {
      const foreign = page.some(({ ownerId }) => !ids.includes(ownerId));
      if (foreign && api === apis.v2 && api.ofOwners(ids).length > 0) {
        abilities.learn({ v2OwnerFilter: "none" });
        throw new OtherList();
      }
      accounts.push(...page);
    }
    // The filter of StackOne may be looser than equality.
    return accounts.filter(({ ownerId }) => ids.includes(ownerId));
  };

  /** v2 may refuse names of its filter that are not documented. */
  const refusals = (api: AccountApi) => (api === apis.v2 ? [400, 404, 422] : [404]);

  const learnFromRefusal = async (status: number, api: AccountApi, purpose: Purpose) => {
    const { v2OwnerFilter } = abilities.get();
    if (status !== 404) {
      abilities.learn({ v2OwnerFilter: v2OwnerFilter === "both" ? "new" : "none" });
      if (v2OwnerFilter !== "none") throw new OtherList();
    } else {
      await apis.learn(purpose);
      if (apis.forOwners() !== api) throw new OtherList();
    }
    throw new StackOneError("rejected", `StackOne has no list of accounts (${status})`, { status });
  };

  const listOfOwners = async (
    ids: string[],
    purpose: Purpose,
    onHole: OnHole,
  ): Promise<StackOneAccount[]> => {
    // What is learnt leads from both names to one, from that to none, and from v2 to v1: never back.
    for (let round = 0; round < mostRounds; round += 1) {
      const api = apis.forOwners();
      try {
        const accounts = await readList(api, ids, purpose, onHole);
        if (api === apis.v1 && accounts.length > 0) await apis.learnFromFirstAccount(purpose);
        if (apis.forOwners() === api) return await reader.complete(accounts, purpose);
      } catch (error) {
        if (!(error instanceof OtherList)) throw error;
      }
    }
    throw wrongShape("lists of accounts that change while they are read");
  };

  const askFor = async (
    method: "GET" | "DELETE",
    api: AccountApi,
    id: string,
    purpose: Purpose,
  ): Promise<Answer> => {
    const path = `${api.path}/${encodeURIComponent(id)}`;
    const route = `${api.path}/:id`;
    const call = {
      method,
      path,
      route,
      purpose,
      ...(method === "DELETE" && { acts: true as const }),
    };
    const answer = await ask(call, [404]);
    if (answer.status < 400) answeredAt.set(route, elapsedOf(clock));
    return answer;
  };

  const parse = async (api: AccountApi, json: unknown, purpose: Purpose) => {
    const account = parseWire(WireAccount, unwrapped(json), `${api.path}/:id`);
    const [completed] = await reader.complete([account], purpose);
    return completed ?? account;
  };

  /** Whether a 404 of this path means that the account is not there. */
  const isItemPathThere = async (api: AccountApi, purpose: Purpose): Promise<boolean> => {
    const route = `${api.path}/:id`;
    if (isProven(route)) return true;
    if (api === apis.v2 && abilities.get().v2ById !== true) return false;
    if (isProven(api.path)) return true;
    await apis.learn(purpose);
    const { v1Accounts, v2Accounts } = abilities.get();
    const isThere = api === apis.v2 ? v2Accounts : v1Accounts;
    // While nothing answers, a 404 proves nothing.
    if (isThere === null)
      throw new StackOneError("unavailable", "StackOne's accounts do not answer");
    if (isThere) answeredAt.set(api.path, elapsedOf(clock));
    return isThere;
  };

  const readByV2List = async (id: string, purpose: Purpose): Promise<StackOneAccount | null> => {
    const query: [string, string][] = [["account_ids", id], ...apis.everyStatus()];
    const list = reader.list(apis.v2, (_, entry) => {
      if (entry.id === id) throw holeError(entry);
    });
    const pages = eachPage({
      ...list,
      ask: async (paging) => {
        const path = apis.v2.path;
        const call = { method: "GET", path, route: path, purpose } as const;
        return (await ask({ ...call, query: [...query, ...paging] })).json;
      },
    });
    // The filter is not documented, so the account may stand on any page.
    for await (const page of pages) {
      const found = page.find((account) => account.id === id);
      if (found) return found;
    }
    return null;
  };

  const readOne = async (id: string, purpose: Purpose): Promise<StackOneAccount | null> => {
    const api = abilities.get().v2ById === false && hasV1() ? apis.v1 : apis.forAll();
    if (api === apis.v2 && abilities.get().v2ById === false) return readByV2List(id, purpose);
    const { status, json } = await askFor("GET", api, id, purpose);
    if (status < 400) {
      if (api === apis.v2) abilities.learn({ v2ById: true });
      return parse(api, json, purpose);
    }
    if (await isItemPathThere(api, purpose)) return null;
    return readElsewhere(api, id, purpose);
  };

  const hasV1 = () => abilities.get().v1Accounts !== false;

  /** After a 404 of a path of which it is not known whether it is there at all. */
  const readElsewhere = async (api: AccountApi, id: string, purpose: Purpose) => {
    if (api === apis.v1) return apis.forAll() === apis.v2 ? readOne(id, purpose) : null;
    const found = hasV1() ? await readByV1(id, purpose) : await readByV2List(id, purpose);
    if (found) abilities.learn({ v2ById: false });
    return found;
  };

  const readByV1 = async (id: string, purpose: Purpose) => {
    const { status, json } = await askFor("GET", apis.v1, id, purpose);
    return status < 400 ? parse(apis.v1, json, purpose) : null;
  };

  return {
    listAccountsOfOwners: async (ids, purpose, onHole = fail) =>
      ids.length === 0 ? [] : listOfOwners(ids, purpose, onHole),

    // Such an id would leave the path.
    async readAccount(id, purpose) {
      const account = /^\.*$/.test(id) ? null : await readOne(id, purpose);
      if (account && account.status !== "active") await apis.learnFromBrokenAccount(purpose);
      return account;
    },

    async deleteAccount(id, purpose) {
      const remove = async (api: AccountApi): Promise<boolean> => {
        const { status, json } = await askFor("DELETE", api, id, purpose);
        if (status === 404) return false;
        // it answers with the account; another one, or none, proves nothing — delete-account
        if (DeletedId.safeParse(unwrapped(json)).data?.id !== id)
          throw wrongShape(`${api.path}/:id (deleted)`, true);
        return true;
      };
      // v1 documents its deletion, v2 does not.
      const api = hasV1() ? apis.v1 : apis.v2;
      if (await remove(api)) return "deleted";
      if (api === apis.v1 && (await isItemPathThere(api, purpose))) return "gone";
      if ((await readOne(id, purpose)) === null) return "gone";
      if (api === apis.v1 && (await remove(apis.v2))) return "deleted";
      throw new StackOneError(
        "rejected",
        "StackOne answered 404 to the deletion, but the account is still there",
        { status: 404 },
      );
    },
  };
}

const DeletedId = z.object({ id: LooseId });
