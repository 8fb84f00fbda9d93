import { type Context, Hono } from "hono";
import { StackOneError } from "./error.ts";
import { readPage } from "./read-page.ts";
import { findProvider, logo } from "./providers.ts";
import type { Simulation } from "./simulation.ts";
import type { Profile } from "./state.ts";

/** `GET /connector_profiles` and its older name `GET /auth_configs`: one handler, one shape (list-auth-configs). */
export function connectorProfiles(sim: Simulation) {
  const list = (path: "connector_profiles" | "auth_configs") => (c: Context) => {
    const { profilesPath } = sim.state.settings;
    if (profilesPath !== "both" && profilesPath !== path) {
      throw new StackOneError(404, `Cannot GET /${path}`);
    }
    const { page, pageSize } = readPage(c);
    const enabled = c.req.query("enabled");
    const key = c.req.query("connector_key");
    const found = sim.state.profiles.filter(
      (profile) =>
        (enabled === undefined || profile.active === (enabled === "true")) &&
        (key === undefined || profile.connectorKey === key),
    );
    return c.json({
      page,
      page_size: pageSize,
      total: found.length,
      data: found
        .map((each, index) => shown(sim, each, index >= sim.state.settings.unreadableProfiles))
        .slice((page - 1) * pageSize, page * pageSize),
    });
  };
  return new Hono()
    .get("/connector_profiles", list("connector_profiles"))
    .get("/auth_configs", list("auth_configs"));
}

function shown(sim: Simulation, profile: Profile, isReadable: boolean) {
  const provider = findProvider(profile.connectorKey);
  return {
    id: profile.id,
    name: profile.name,
    connector_key: isReadable ? profile.connectorKey : null,
    connector_label: provider?.name ?? profile.connectorKey,
    logo_url: provider ? logo(provider) : "",
    categories: provider?.categories ?? [],
    active: profile.active,
    ...(sim.state.settings.profilesShowDefault ? { default: profile.default } : {}),
    release_stage: "ga",
    created_at: profile.createdAt,
    updated_at: profile.updatedAt,
    connector_version: profile.version,
    connector_pinned_version: profile.pinnedVersion,
    connector_owner: "stackone",
    environment: profile.environment,
    authentication_config_key: provider?.auth ?? null,
    authentication_config_label: provider?.auth === "oauth2" ? "OAuth 2.0" : "API key",
  };
}
