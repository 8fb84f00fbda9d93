import * as z from "zod";
import { type StackOne, StackOneError } from "../domain/ports/stackone.ts";
import { WireAccount } from "./account.ts";
import { failedRequestsOf } from "./failed-request.ts";
import type { KeyStanding } from "./key-probe.ts";
import { LooseId } from "./loose.ts";
import { mostPages, onePage, pageSize, parseWire, wrongShape } from "./pages.ts";
import type { Answer, Call } from "./transport.ts";

/** A URL's length is not endless; ids have about 20 characters. */
const idsAtOnce = 50;
/** so many failed requests are asked for; StackOne's own default */
const failedAtMost = 25;

/** An entry of `/v2/accounts`, of which only the profile is looked at (contract, 5.2). */
const WireProfile = z
  .object({ id: LooseId, connector_profile_id: z.string().nullish().catch(null) })
  .transform(({ id, connector_profile_id }) => ({ id, profile: connector_profile_id ?? null }));

const List = z.union([z.array(z.unknown()), z.object({ data: z.array(z.unknown()) })]);

function entriesOf(json: unknown): unknown[] {
  const list = parseWire(List, json, "/accounts");
  return Array.isArray(list) ? list : list.data;
}

type Lists = Pick<
  StackOne,
  | "readAccountsPage"
  | "estimateAccounts"
  | "readProfilesPage"
  | "listAccountsById"
  | "listFailedRequests"
>;

interface ListOptions {
  ask(call: Call, accepted?: number[]): Promise<Answer>;
  keyStanding(purpose: Call["purpose"]): Promise<KeyStanding>;
}

/** The reads from which the accounts copy is filled, and the log of an account's requests. */
export function createAccountLists({ ask, keyStanding }: ListOptions): Lists {
  const get = (path: string, query: [string, string][], purpose: Call["purpose"]): Call => ({
    method: "GET",
    path,
    route: path,
    query,
    purpose,
  });

  /** null: absent, or not for this key; throws where the key itself is refused */
  const askIfAllowed = async (call: Call): Promise<unknown> => {
    const { status, json } = await ask(call, [401, 403, 404]);
    if (status < 400) return json;
    if (status !== 404 && (await keyStanding(call.purpose)) === "refused")
      throw new StackOneError("unauthorized", "StackOne refuses the API key", { status });
    return null;
  };

  return {
    readAccountsPage: (cursor, purpose) =>
      onePage(
        "/accounts",
        WireAccount,
        async (paging) => (await ask(get("/accounts", paging, purpose))).json,
        cursor,
      ),

    async estimateAccounts(purpose) {
      const size = async (page: number) => {
        const query: [string, string][] = [
          ["page", String(page)],
          ["page_size", String(pageSize)],
        ];
        const answer = await ask(get("/accounts", query, purpose));
        return entriesOf(answer.json).length;
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

    async readProfilesPage(cursor, purpose) {
      let isThere = true;
      const page = await onePage(
        "/v2/accounts",
        WireProfile,
        async (paging) => {
          const json = await askIfAllowed(get("/v2/accounts", paging, purpose));
          isThere = json !== null;
          return json ?? [];
        },
        cursor,
      );
      const items = page.items.flatMap(({ id, profile }) =>
        profile === null ? [] : [{ id, connectorProfileId: profile }],
      );
      return isThere ? { ...page, items } : null;
    },

    async listAccountsById(ids, purpose) {
      const asked = ids.slice(0, idsAtOnce);
      if (asked.length === 0) return [];
      const query = asked.map((id): [string, string] => ["account_ids", id]);
      const paging: [string, string][] = [["page_size", String(asked.length)]];
      const { json } = await ask(get("/accounts", [...query, ...paging], purpose));
      const accounts = entriesOf(json).map((entry) => parseWire(WireAccount, entry, "/accounts"));
      // The filter of StackOne may be looser than equality.
      return accounts.filter(({ id }) => asked.includes(id));
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
