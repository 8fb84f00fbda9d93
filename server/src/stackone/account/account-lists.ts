import { type StackOne, StackOneError } from "../../domain/ports/stackone.ts";
import type { AccountApi, AccountApis } from "./account-api.ts";
import { WireProfile } from "./account-profiles.ts";
import type { AccountReader } from "./account-reader.ts";
import type { Ask } from "../request/ask.ts";
import { failedRequestsOf } from "../wire/failed-request.ts";
import type { KeyStanding } from "../key-probe.ts";
import { entriesOf, mostPages, onePage, pageSize, wrongShape } from "../request/pages.ts";
import type { UnreadableRecords } from "./unreadable-records.ts";
import type { Call } from "../request/transport.ts";

/** A URL's length is not endless; ids have about 20 characters. */
const idsAtOnce = 50;
/** so many failed requests are asked for; StackOne's own default */
const failedAtMost = 25;

type Lists = Pick<
  StackOne,
  | "readAccountsPage"
  | "estimateAccounts"
  | "readProfilesPage"
  | "listAccountsById"
  | "listFailedRequests"
>;

interface ListOptions {
  ask: Ask;
  apis: AccountApis;
  reader: AccountReader;
  /** accounts that cannot be read */
  unreadable: UnreadableRecords;
  keyStanding(purpose: Call["purpose"]): Promise<KeyStanding>;
}

/** The reads from which the accounts copy is filled, and the log of an account's requests. */
export function createAccountLists(options: ListOptions): Lists {
  return {
    ...createAccountPages(options),
    ...createAccountsById(options),
    ...createOptionalLists(options),
  };
}

function get(path: string, query: [string, string][], purpose: Call["purpose"]): Call {
  return { method: "GET", path, route: path, query, purpose };
}

/** All accounts, a page at a time, and about how many there are. */
function createAccountPages({
  ask,
  apis,
  reader,
  unreadable,
}: ListOptions): Pick<Lists, "readAccountsPage" | "estimateAccounts"> {
  /** After a 404: throws where there is no other list. */
  const findOtherList = async (api: AccountApi, purpose: Call["purpose"]): Promise<void> => {
    await apis.learn(purpose);
    if (apis.forAll() === api)
      throw new StackOneError("rejected", "StackOne has no list of accounts (404)", {
        status: 404,
      });
  };

  const readAccountsPage: Lists["readAccountsPage"] = async (cursor, purpose) => {
    const api = apis.forAll();
    let isGone = false;
    const readPage = async (paging: [string, string][]) => {
      const { status, json } = await ask(
        get(api.path, [...apis.everyStatus(), ...paging], purpose),
        [404],
      );
      if (status < 400) return json;
      await findOtherList(api, purpose);
      isGone = true;
      return [];
    };
    const holes: (string | null)[] = [];
    const list = reader.list(api, (_, { id }) => void holes.push(id));
    if (cursor === null) unreadable.begin();
    const page = await onePage({ ...list, ask: readPage }, cursor);
    if (isGone) return readAccountsPage(cursor, purpose);
    const items = await reader.complete(page.items, purpose);
    if (page.next === null) unreadable.end();
    return { ...page, items, ...(holes.length > 0 && { unreadable: holes }) };
  };

  return {
    readAccountsPage,
    async estimateAccounts(purpose) {
      const size = async (page: number) => {
        const query: [string, string][] = [
          ...apis.everyStatus(),
          ["page", String(page)],
          ["page_size", String(pageSize)],
        ];
        const { path } = apis.forAll();
        const answer = await ask(get(path, query, purpose));
        return entriesOf(answer.json, path).length;
      };
      let [known, empty] = [1, 16];
      for (; empty <= mostPages && (await size(empty)) > 0; empty *= 2) known = empty;
      // within a tenth is near enough to say when a pass will be done
      while (empty - known > Math.max(1, known / 10)) {
        const middle = Math.floor((known + empty) / 2);
        if ((await size(middle)) > 0) known = middle;
        else empty = middle;
      }
      return Math.round(((known + empty) / 2) * pageSize);
    },
  };
}

function createAccountsById({ ask, apis, reader }: ListOptions): Pick<Lists, "listAccountsById"> {
  return {
    async listAccountsById(ids, purpose) {
      const asked = ids.slice(0, idsAtOnce);
      if (asked.length === 0) return [];
      const api = apis.forAll();
      const query = asked.map((id): [string, string] => ["account_ids", id]);
      query.push(...apis.everyStatus());
      const readPage = async () => {
        const paging: [string, string][] = [["page_size", String(asked.length)]];
        return (await ask(get(api.path, [...query, ...paging], purpose))).json;
      };
      const list = reader.list(api, () => {});
      const { items } = await onePage({ ...list, ask: readPage }, null);
      // The filter of StackOne may be looser than equality.
      const accounts = items.filter(({ id }) => asked.includes(id));
      return reader.complete(accounts, purpose);
    },
  };
}

/** What a key may not be allowed to read, or a StackOne may not have. */
function createOptionalLists({
  ask,
  apis,
  keyStanding,
}: ListOptions): Pick<Lists, "readProfilesPage" | "listFailedRequests"> {
  /** null: absent, or not for this key; throws where the key itself is refused */
  const askIfAllowed = async (call: Call): Promise<unknown> => {
    const { status, json } = await ask(call, [401, 403, 404]);
    if (status < 400) return json;
    if (status !== 404 && (await keyStanding(call.purpose)) === "refused")
      throw new StackOneError("unauthorized", "StackOne refuses the API key", { status });
    return null;
  };

  return {
    async readProfilesPage(cursor, purpose) {
      let isThere = true;
      const path = apis.v2.path;
      const readPage = async (paging: [string, string][]) => {
        const query = [...apis.everyStatus(), ...paging];
        const json = await askIfAllowed(get(path, query, purpose));
        isThere = json !== null;
        return json ?? [];
      };
      // An entry that cannot be read only names no profile.
      const list = { what: path, item: WireProfile, onUnreadable: () => {}, ask: readPage };
      const page = await onePage(list, cursor);
      const items = page.items.flatMap(({ id, profile }) =>
        profile === null ? [] : [{ id, connectorProfileId: profile }],
      );
      return isThere ? { ...page, items } : null;
    },

    async listFailedRequests(accountId, purpose) {
      const query: [string, string][] = [
        ["filter[account_ids]", accountId],
        ["filter[success]", "false"],
        ["order_by", "eventDatetime"],
        ["order_direction", "desc"],
        ["page_size", String(failedAtMost)],
      ];
      const json = await askIfAllowed(get("/requests/logs", query, purpose));
      if (json === null) return null;
      const failed = failedRequestsOf(json, accountId);
      if (failed === null) throw wrongShape("/requests/logs");
      return failed.slice(0, failedAtMost);
    },
  };
}
