import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { z } from "zod";
import { type AccountFilters, listed, visible } from "./account-list.ts";
import { StackOneError } from "./error.ts";
import { findProfile } from "./linking.ts";
import { findProvider } from "./providers.ts";
import { readBody } from "./read-body.ts";
import { readPage } from "./read-page.ts";
import type { Simulation } from "./simulation.ts";
import { deleteAccount } from "./staging.ts";
import { type Account, type AccountFacts, types } from "./state.ts";

const filters: AccountFilters = {
  owner: ["origin_owner_id", "origin_owner_ids"],
  provider: ["provider", "providers"],
  profile: [],
  hasPreset: true,
};

/** `/accounts` of the first version: a bare array, no total, read until a page is short; switched off by `settings.v1Accounts`. */
export function accounts(sim: Simulation) {
  return new Hono()
    .use(
      createMiddleware(async (c, next) => {
        if (sim.state.settings.v1Accounts) return next();
        throw new StackOneError(404, `Cannot ${c.req.method} ${c.req.path}`);
      }),
    )
    .get("/", (c) => {
      const { page, pageSize } = readPage(c);
      const data: object[] = [];
      let index = 0;
      for (const { facts, isReadable } of listed(sim, c, filters)) {
        // no total: nothing is looked at behind the page
        if (index >= page * pageSize) break;
        if (index >= (page - 1) * pageSize) data.push(shown(sim, facts, isReadable));
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

const patchSchema = z.object({
  origin_owner_id: z.string().nullish(),
  origin_owner_name: z.string().nullish(),
  origin_username: z.string().nullish(),
  label: z.string().nullish(),
  type: z.enum(types).nullish(),
  connector_profile_id: z.string().nullish(),
  /** The older name of the same value. */
  integration_id: z.string().nullish(),
});

/** What another profile does to the credentials is not documented; here they stay. */
function change(sim: Simulation, account: Account, patch: z.infer<typeof patchSchema>): void {
  const wanted = patch.connector_profile_id ?? patch.integration_id ?? account.profileId;
  const profile = findProfile(sim, wanted);
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

function shown(sim: Simulation, facts: AccountFacts, isReadable = true) {
  const provider = findProvider(facts.provider);
  return {
    id: facts.id,
    provider: isReadable ? facts.provider : null,
    provider_name: provider?.name ?? facts.provider,
    status: facts.status,
    status_reasons: facts.statusReasons,
    origin_owner_id: facts.ownerId,
    origin_owner_name: facts.ownerName,
    origin_username: facts.username,
    label: facts.label,
    type: facts.type,
    shared: false,
    categories: provider?.categories ?? [],
    ...(sim.state.settings.accountsShowProfile ? { connector_profile_id: facts.profileId } : {}),
    created_at: facts.createdAt,
    updated_at: facts.updatedAt,
  };
}
