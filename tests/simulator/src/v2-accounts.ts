import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { type AccountFilters, listed, visible } from "./account-list.ts";
import { StackOneError } from "./error.ts";
import { readPage } from "./read-page.ts";
import type { Simulation } from "./simulation.ts";
import { deleteAccount } from "./staging.ts";
import type { AccountFacts } from "./state.ts";

/** The new names only: an older one is no filter here, and the list then holds everybody's accounts. */
const filters: AccountFilters = {
  owner: ["owner_id", "owner_ids"],
  provider: ["connector", "connectors"],
  profile: ["connector_profile_id", "connector_profile_ids"],
  hasPreset: true,
};

/** The second version as far as it is known: the first one with other names and the connector profile; switched off by `settings.v2`. Envelope, paging and deletion are not documented. */
export function v2Accounts(sim: Simulation) {
  return new Hono()
    .use(
      createMiddleware(async (c, next) => {
        if (sim.state.settings.v2) return next();
        throw new StackOneError(404, `Cannot ${c.req.method} ${c.req.path}`);
      }),
    )
    .get("/", (c) => {
      const { page, pageSize } = readPage(c);
      const found = [...listed(sim, c, filters)];
      const data = found
        .slice((page - 1) * pageSize, page * pageSize)
        .map(({ facts, isReadable }) => shown(facts, isReadable));
      return c.json({ page, page_size: pageSize, total: found.length, data });
    })
    .get("/:id", (c) => c.json(shown(visible(sim, c.req.param("id")).facts)))
    .delete("/:id", (c) => {
      const { account, facts } = visible(sim, c.req.param("id"));
      deleteAccount(sim, account.id);
      return c.json(shown(facts));
    });
}

function shown(facts: AccountFacts, isReadable = true) {
  return {
    id: facts.id,
    connector: isReadable ? facts.provider : null,
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
