import * as z from "zod";
import { StatusFilter } from "../account/status-filter.ts";

const Known = z.boolean().nullable().catch(null);

/** What this StackOne can do, as far as it was seen; null: not seen yet. Kept in the store, so that a restart knows. */
export const Abilities = z.object({
  /** `GET /accounts` exists (docs/stackone.md, 5.1) */
  v1Accounts: Known,
  /** `GET /v2/accounts` exists (docs/stackone.md, 5.2) */
  v2Accounts: Known,
  /** entries of `/v2/accounts` hold all that the console needs */
  v2Serves: Known,
  /** `GET /v2/accounts/{id}` exists */
  v2ById: Known,
  /** which names of the owner's filter `/v2/accounts` obeys; its parameters are not documented */
  v2OwnerFilter: z.enum(["both", "new", "none"]).catch("both"),
  /** which statuses must be asked for, so that lists of accounts hold all */
  statusFilter: StatusFilter.nullable().catch(null),
  /** `/accounts` names the connector profile */
  v1Profile: Known,
  /** `GET /actions?filter[account_ids]` names the connector profile (docs/stackone.md, 3) */
  actionsProfile: Known,
  /** `GET /connect_sessions/{id}` tells of attempts (docs/stackone.md, 2) */
  sessionByNumber: Known,
  /** `POST /connect_sessions/authenticate` tells of attempts */
  sessionByToken: Known,
});
export type Abilities = z.infer<typeof Abilities>;

const nothingKnown: Abilities = {
  v1Accounts: null,
  v2Accounts: null,
  v2Serves: null,
  v2ById: null,
  v2OwnerFilter: "both",
  statusFilter: null,
  v1Profile: null,
  actionsProfile: null,
  sessionByNumber: null,
  sessionByToken: null,
};

export interface KnownAbilities {
  get(): Readonly<Abilities>;
  learn(news: Partial<Abilities>): void;
}

/** Remembers what was learnt; `onNews` is called with all of it where something is new. */
export function createAbilities(
  onNews: (known: Abilities) => void,
  before: unknown = null,
): KnownAbilities {
  let known = Abilities.safeParse(before).data ?? nothingKnown;
  return {
    get: () => known,
    learn(news) {
      const next = { ...known, ...news };
      if (JSON.stringify(next) === JSON.stringify(known)) return;
      known = next;
      onNews(known);
    },
  };
}
