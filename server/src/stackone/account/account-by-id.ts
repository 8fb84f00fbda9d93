import { type Purpose, type StackOneAccount, StackOneError } from "../../domain/ports/stackone.ts";
import { eachPage, parseWire } from "../request/pages.ts";
import type { Answer } from "../request/transport.ts";
import { WireAccount } from "../wire/account.ts";
import { unwrapped } from "../wire/loose.ts";
import type { AccountApi } from "./account-api.ts";
import { holeError } from "./account-reader.ts";
import type { AccountParts } from "./account-parts.ts";

/** One account, through whichever of StackOne's interfaces has it. */
export interface AccountById {
  /** null: it is not there */
  read(id: string, purpose: Purpose): Promise<StackOneAccount | null>;
  /** Whether a 404 of this path means that the account is not there. */
  isPathThere(api: AccountApi, purpose: Purpose): Promise<boolean>;
}

export function createAccountById(parts: AccountParts): AccountById {
  const { apis, abilities } = parts;
  const isPathThere: AccountById["isPathThere"] = (api, purpose) =>
    isItemPathThere(parts, api, purpose);
  const hasV1 = () => abilities.get().v1Accounts !== false;

  const read: AccountById["read"] = async (id, purpose) => {
    const api = abilities.get().v2ById === false && hasV1() ? apis.v1 : apis.forAll();
    if (api === apis.v2 && abilities.get().v2ById === false)
      return readByV2List(parts, id, purpose);
    const { status, json } = await askForAccount(parts, "GET", api, id, purpose);
    if (status < 400) {
      if (api === apis.v2) abilities.learn({ v2ById: true });
      return parse(parts, api, json, purpose);
    }
    if (await isPathThere(api, purpose)) return null;
    return readElsewhere(api, id, purpose);
  };

  /** After a 404 of a path of which it is not known whether it is there at all. */
  const readElsewhere = async (api: AccountApi, id: string, purpose: Purpose) => {
    if (api === apis.v1) return apis.forAll() === apis.v2 ? read(id, purpose) : null;
    const found = hasV1()
      ? await readByV1(parts, id, purpose)
      : await readByV2List(parts, id, purpose);
    if (found) abilities.learn({ v2ById: false });
    return found;
  };

  return { read, isPathThere };
}

/** The answer for one account by its id; 404 is an answer. */
export async function askForAccount(
  { ask, proven }: AccountParts,
  method: "GET" | "DELETE",
  api: AccountApi,
  id: string,
  purpose: Purpose,
): Promise<Answer> {
  const path = `${api.path}/${encodeURIComponent(id)}`;
  const route = `${api.path}/:id`;
  const acts = method === "DELETE" && { acts: true as const };
  const answer = await ask({ method, path, route, purpose, ...acts }, [404]);
  if (answer.status < 400) proven.note(route);
  return answer;
}

async function isItemPathThere(
  { apis, abilities, proven }: AccountParts,
  api: AccountApi,
  purpose: Purpose,
): Promise<boolean> {
  if (proven.has(`${api.path}/:id`)) return true;
  if (api === apis.v2 && abilities.get().v2ById !== true) return false;
  if (proven.has(api.path)) return true;
  await apis.learn(purpose);
  const { v1Accounts, v2Accounts } = abilities.get();
  const isThere = api === apis.v2 ? v2Accounts : v1Accounts;
  // While nothing answers, a 404 proves nothing.
  if (isThere === null) throw new StackOneError("unavailable", "StackOne's accounts do not answer");
  if (isThere) proven.note(api.path);
  return isThere;
}

async function readByV1(
  parts: AccountParts,
  id: string,
  purpose: Purpose,
): Promise<StackOneAccount | null> {
  const { v1 } = parts.apis;
  const { status, json } = await askForAccount(parts, "GET", v1, id, purpose);
  return status < 400 ? parse(parts, v1, json, purpose) : null;
}

async function readByV2List(
  { ask, apis, reader }: AccountParts,
  id: string,
  purpose: Purpose,
): Promise<StackOneAccount | null> {
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
}

async function parse(
  { reader }: AccountParts,
  api: AccountApi,
  json: unknown,
  purpose: Purpose,
): Promise<StackOneAccount> {
  const account = parseWire(WireAccount, unwrapped(json), `${api.path}/:id`);
  const [completed] = await reader.complete([account], purpose);
  return completed ?? account;
}
