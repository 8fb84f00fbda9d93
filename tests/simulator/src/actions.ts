import { type Context, Hono } from "hono";
import { listed } from "./account-list.ts";
import { StackOneError } from "./error.ts";
import { guidesOf, scopesOf } from "./guides.ts";
import { logo, findProvider, type Provider } from "./providers.ts";
import type { Simulation } from "./simulation.ts";
import type { AccountFacts } from "./state.ts";

/**
 * `GET /actions`: what a connector can do, by connector or by account. An entry of an account names its connector
 * profile and version; `include=authentication_guides` adds the linking guides; `next` is a cursor. Switched off by
 * `settings.actions`.
 */
export function actions(sim: Simulation) {
  return new Hono().get("/", (c) => {
    if (!sim.state.settings.actions) throw new StackOneError(404, "Cannot GET /actions");
    const wants = (name: string) => list(c, "include").has(name);
    const view = {
      guides: wants("authentication_guides"),
      actions: !list(c, "exclude").has("actions"),
    };
    const all = entries(sim, c, view);
    const { start, size } = readCursor(c);
    const next = start + size < all.length ? writeCursor(start + size) : null;
    return c.json({ next, data: all.slice(start, start + size) });
  });
}

interface View {
  guides: boolean;
  actions: boolean;
}

function entries(sim: Simulation, c: Context, view: View): object[] {
  const ids = list(c, "filter[account_ids]");
  const keys = list(c, "filter[connectors]");
  const fits = ({ key }: Provider) => keys.size === 0 || keys.has(key);
  if (ids.size > 0) {
    return [...listed(sim, c, { owner: [], provider: [], profile: [], hasPreset: false })]
      .filter(({ facts }) => ids.has(facts.id))
      .flatMap(({ facts }) => {
        const provider = findProvider(facts.provider);
        return provider && fits(provider)
          ? [{ ...ofAccount(facts), ...shown(provider, view) }]
          : [];
      });
  }
  const newest = new Map(sim.state.profiles.map((each) => [each.connectorKey, each.version]));
  return [...newest].flatMap(([key, version]) => {
    const provider = findProvider(key);
    return provider && fits(provider) ? [{ version, ...shown(provider, view) }] : [];
  });
}

/** `integration_id` is the older name of the same value. */
function ofAccount({ id, profileId, version }: AccountFacts) {
  return { account_id: id, connector_profile_id: profileId, integration_id: profileId, version };
}

function shown(provider: Provider, view: View) {
  const isSignIn = provider.auth === "oauth2";
  return {
    key: provider.key,
    name: provider.name,
    description: `${provider.name}, simulated`,
    icon: logo(provider),
    categories: provider.categories,
    ...(view.actions
      ? { actions: [{ id: `${provider.key}_list_records`, label: "List records" }] }
      : {}),
    authentication: [
      {
        key: provider.auth,
        label: isSignIn ? "OAuth 2.0" : "API key",
        type: isSignIn ? "oauth2" : "custom",
        ...(view.guides ? { ...scopesOf(provider), support: supportOf(provider) } : {}),
      },
    ],
  };
}

function supportOf(provider: Provider) {
  const guides = guidesOf(provider);
  return {
    link: `https://docs.example.com/connectors/${provider.key}`,
    description: `How to connect ${provider.name}`,
    ...(guides ? { guides } : {}),
  };
}

/** Comma lists, or the parameter repeated. */
function list(c: Context, name: string): Set<string> {
  return new Set((c.req.queries(name) ?? []).flatMap((value) => value.split(",")).filter(Boolean));
}

function writeCursor(start: number): string {
  return Buffer.from(`from:${start}`).toString("base64url");
}

function readCursor(c: Context): { start: number; size: number } {
  const size = Number(c.req.query("page_size") ?? 25);
  const cursor = c.req.query("next");
  const text = cursor ? Buffer.from(cursor, "base64url").toString() : "from:0";
  const start = Number(/^from:(\d+)$/.exec(text)?.[1] ?? Number.NaN);
  if (!Number.isInteger(size) || size < 1 || Number.isNaN(start)) {
    throw new StackOneError(400, "next or page_size is not valid");
  }
  return { start, size };
}
