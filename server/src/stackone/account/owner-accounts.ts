import {
  type Purpose,
  type StackOne,
  type StackOneAccount,
  StackOneError,
} from "../../domain/ports/stackone.ts";
import { eachPage, wrongShape } from "../request/pages.ts";
import type { AccountApi } from "./account-api.ts";
import { holeError } from "./account-reader.ts";
import type { AccountParts } from "./account-parts.ts";

const mostRounds = 6;

type OnHole = (owners: string[], why: StackOneError) => void;

const fail: OnHole = (_, why) => {
  throw why;
};

/** Another list must be read instead, by what was just learnt. */
class OtherList extends Error {}

/** All accounts of some owners, from whichever list serves them. */
export function createAccountsOfOwners(parts: AccountParts): StackOne["listAccountsOfOwners"] {
  const { apis, reader } = parts;
  return async (ids, purpose, onHole = fail) => {
    if (ids.length === 0) return [];
    // What is learnt leads from both names to one, from that to none, and from v2 to v1: never back.
    for (let round = 0; round < mostRounds; round += 1) {
      const api = apis.forOwners();
      try {
        const accounts = await readList(parts, { api, ids, purpose, onHole });
        if (api === apis.v1 && accounts.length > 0) await apis.learnFromFirstAccount(purpose);
        if (apis.forOwners() === api) return await reader.complete(accounts, purpose);
      } catch (error) {
        if (!(error instanceof OtherList)) throw error;
      }
    }
    throw wrongShape("lists of accounts that change while they are read");
  };
}

interface Question {
  api: AccountApi;
  ids: string[];
  purpose: Purpose;
  onHole: OnHole;
}

/** Throws OtherList where the answer taught that this is not the list to read. */
async function readList(
  parts: AccountParts,
  { api, ids, purpose, onHole }: Question,
): Promise<StackOneAccount[]> {
  const { ask, apis, abilities, reader, proven } = parts;
  const accounts: StackOneAccount[] = [];
  const list = {
    ...reader.list(api, (owner, entry) => {
      const hit = owner === null ? ids : ids.filter((id) => id === owner);
      if (hit.length > 0) onHole(hit, holeError(entry));
    }),
    ask: async (paging: [string, string][]) => {
      const query = [...api.ofOwners(ids), ...apis.everyStatus(), ...paging];
      const call = { method: "GET", path: api.path, route: api.path, query, purpose } as const;
      // v2 may refuse names of its filter that are not documented
      const { status, json } = await ask(call, api === apis.v2 ? [400, 404, 422] : [404]);
      if (status >= 400) await learnFromRefusal(parts, status, api, purpose);
      proven.note(api.path);
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
}

/** Always throws: OtherList where another list may answer. */
async function learnFromRefusal(
  { apis, abilities }: AccountParts,
  status: number,
  api: AccountApi,
  purpose: Purpose,
): Promise<never> {
  const { v2OwnerFilter } = abilities.get();
  if (status !== 404) {
    abilities.learn({ v2OwnerFilter: v2OwnerFilter === "both" ? "new" : "none" });
    if (v2OwnerFilter !== "none") throw new OtherList();
  } else {
    await apis.learn(purpose);
    if (apis.forOwners() !== api) throw new OtherList();
  }
  throw new StackOneError("rejected", `StackOne has no list of accounts (${status})`, { status });
}
