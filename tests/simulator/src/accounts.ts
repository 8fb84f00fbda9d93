import { type Context, Hono } from "hono";
import { z } from "zod";
import { StackOneError } from "./error.ts";
import { findProfile, seenFacts } from "./linking.ts";
import { findProvider } from "./providers.ts";
import { readBody } from "./read-body.ts";
import { readPage } from "./read-page.ts";
import type { Simulation } from "./simulation.ts";
import { deleteAccount } from "./staging.ts";
import { type Account, type AccountFacts, types } from "./state.ts";

/** `/accounts` of the first version: a bare array, no total, read until a page is short. */
export function accounts(sim: Simulation) {
  return new Hono()
    .get("/", (c) => {
      const { page, pageSize } = readPage(c);
      const data: object[] = [];
      let index = 0;
      for (const facts of listed(sim, c)) {
        // no total: nothing is looked at behind the page
        if (index >= page * pageSize) break;
        if (index >= (page - 1) * pageSize) data.push(shown(sim, facts));
        index += 1;
      }
      return c.json(sim.state.settings.accountsEnvelope ? { data } : data);
    })
    .get("/:id", (c) => c.json(shown(sim, visible(sim, c.req.param("id")).facts)))
    .patch("/:id", async (c) => {
      const patch = await readBody(c, patchSchema);
      const { account } = visible(sim, c.req.param("id"));
      change(sim, account, patch);
      return c.json(shown(sim, account));
    })
    .delete("/:id", (c) => {
      const { account, facts } = visible(sim, c.req.param("id"));
      deleteAccount(sim, account.id);
      return c.json(shown(sim, facts));
    });
}

/** The second version as far as it is known: the first one with other names; switched off by `settings.v2`. */
export function accountsV2(sim: Simulation) {
  const on = () => {
    if (!sim.state.settings.v2) throw new StackOneError(404, "Cannot GET /v2/accounts");
  };
  return new Hono()
    .get("/", (c) => {
      on();
      const { page, pageSize } = readPage(c);
      const profileId = c.req.query("connector_profile_id");
      const found = [...listed(sim, c)].filter(
        (each) => !profileId || each.profileId === profileId,
      );
      const data = found.slice((page - 1) * pageSize, page * pageSize).map(renamed);
      return c.json({ page, page_size: pageSize, total: found.length, data });
    })
    .get("/:id", (c) => {
      on();
      return c.json(renamed(visible(sim, c.req.param("id")).facts));
    });
}

const patchSchema = z.object({
  origin_owner_id: z.string().nullish(),
  origin_owner_name: z.string().nullish(),
  origin_username: z.string().nullish(),
  label: z.string().nullish(),
  type: z.enum(types).nullish(),
  integration_id: z.string().nullish(),
});

function change(sim: Simulation, account: Account, patch: z.infer<typeof patchSchema>): void {
  const profile = findProfile(sim, patch.integration_id ?? account.profileId);
  if (profile?.connectorKey !== account.provider) {
    throw new StackOneError(400, "Connector profile not found");
  }
  Object.assign(account, {
    ownerId: patch.origin_owner_id ?? account.ownerId,
    ownerName: patch.origin_owner_name ?? account.ownerName,
    username: patch.origin_username ?? account.username,
    label: patch.label ?? account.label,
    type: patch.type ?? account.type,
    profileId: profile.id,
    version: profile.version,
    updatedAt: sim.iso(),
  } satisfies Partial<Account>);
  sim.webhooks.tell(sim, "account.updated", account);
  sim.changed();
}

/** Query arrays are repeated parameters (the SDKs' wire form). */
function* listed(sim: Simulation, c: Context): Generator<AccountFacts> {
  const among = (names: string[], value: (facts: AccountFacts) => string) => {
    const wanted = new Set(names.flatMap((name) => c.req.queries(name) ?? []));
    return wanted.size === 0 ? [] : [(facts: AccountFacts) => wanted.has(value(facts))];
  };
  const filters = [
    ...among(["account_ids"], (facts) => facts.id),
    ...among(["origin_owner_id", "origin_owner_ids", "owner_id"], (facts) => facts.ownerId),
    ...among(["provider", "providers", "connector"], (facts) => facts.provider),
    ...among(["status"], (facts) => facts.status),
  ];
  for (const account of sim.state.accounts.values()) {
    const facts = account.lag === null ? account : seenFacts(sim, account);
    if (facts !== null && filters.every((fits) => fits(facts))) yield facts;
  }
}

function visible(sim: Simulation, id: string): { account: Account; facts: AccountFacts } {
  const account = sim.state.accounts.get(id);
  const facts = account && seenFacts(sim, account);
  if (!account || !facts) throw new StackOneError(404, "Account not found");
  return { account, facts };
}

function shown(sim: Simulation, facts: AccountFacts) {
  const provider = findProvider(facts.provider);
  return {
    id: facts.id,
    provider: facts.provider,
    provider_name: provider?.name ?? facts.provider,
    status: facts.status,
    status_reasons: facts.statusReasons,
    origin_owner_id: facts.ownerId,
    origin_owner_name: facts.ownerName,
    origin_username: facts.username,
    label: facts.label,
    type: facts.type,
    shared: false,
    ...(sim.state.settings.accountsShowProfile
      ? { connector_profile_id: facts.profileId, categories: provider?.categories ?? [] }
      : {}),
    created_at: facts.createdAt,
    updated_at: facts.updatedAt,
  };
}

function renamed(facts: AccountFacts) {
  return {
    id: facts.id,
    connector: facts.provider,
    connector_version: facts.version,
    connector_profile_id: facts.profileId,
    status: facts.status,
    status_reasons: facts.statusReasons,
    owner_id: facts.ownerId,
    owner_name: facts.ownerName,
    username: facts.username,
    label: facts.label,
    type: facts.type,
    created_at: facts.createdAt,
    updated_at: facts.updatedAt,
  };
}
