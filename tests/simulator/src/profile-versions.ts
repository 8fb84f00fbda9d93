import { type Context, Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { z } from "zod";
import { StackOneError } from "./error.ts";
import { findProfile } from "./linking.ts";
import { readBody } from "./read-body.ts";
import { createSeed } from "./seed.ts";
import type { Simulation } from "./simulation.ts";
import type { Profile } from "./state.ts";

/** `/connector_profiles/{id}/versions` and `/connector_profiles/{id}/pinned_version`; there is no such thing under `/auth_configs`. */
export function profileVersions(sim: Simulation) {
  const profile = (c: Context) => {
    const found = findProfile(sim, c.req.param("id") ?? null);
    if (!found) throw new StackOneError(404, "Connector profile not found");
    return found;
  };
  return new Hono()
    .use(
      "/:id/*",
      createMiddleware(async (c, next) => {
        if (sim.state.settings.profilesPath !== "auth_configs") return next();
        throw new StackOneError(404, `Cannot ${c.req.method} ${c.req.path}`);
      }),
    )
    .get("/:id/versions", (c) => c.json(shownVersions(profile(c))))
    .get("/:id/pinned_version", (c) => c.json(shownPin(profile(c))))
    .put("/:id/pinned_version", async (c) => {
      const { pinned_version: pin } = await readBody(c, pinSchema);
      const pinned = profile(c);
      if (pick(pinned, pin) === undefined) {
        throw new StackOneError(400, "pinned_version fits no version of the connector");
      }
      setPin(sim, pinned, pin);
      return c.json(shownPin(pinned));
    })
    .delete("/:id/pinned_version", (c) => {
      setPin(sim, profile(c), null);
      return c.body(null, 200);
    });
}

/** `latest`, `1.x.x`, `1.2.x` or `1.2.0`; `^` and `~` are refused (connector-versioning guide). */
const pinSchema = z.object({
  pinned_version: z.string().regex(/^(latest|\d+\.(x\.x|\d+\.(x|\d+)))$/),
  owner: z.string().nullish(),
});

const published = Map.groupBy(createSeed(0).profiles, ({ connectorKey }) => connectorKey);

/** Newest first: those that the seed's profiles have, and the first one of each major version. */
function versionsOf({ connectorKey, version }: Profile): string[] {
  const known = new Set([
    ...(published.get(connectorKey) ?? []).map((profile) => profile.version),
    version,
  ]);
  for (const each of known) known.add(`${each.split(".")[0]}.0.0`);
  return [...known].toSorted((a, b) => b.localeCompare(a, "en", { numeric: true }));
}

function pick(profile: Profile, pin: string | null): string | undefined {
  const versions = versionsOf(profile);
  if (pin === null || pin === "latest") return versions[0];
  const prefix = pin.replace(/x.*$/, "");
  return versions.find((version) =>
    prefix === pin ? version === pin : version.startsWith(prefix),
  );
}

/** The profile's accounts follow its pin. */
function setPin(sim: Simulation, profile: Profile, pin: string | null): void {
  const version = pick(profile, pin) ?? profile.version;
  Object.assign(profile, { pinnedVersion: pin, version, updatedAt: sim.iso() });
  for (const account of sim.state.accounts.values()) {
    if (account.profileId === profile.id) account.version = version;
  }
  sim.changed();
}

function shownVersions(profile: Profile) {
  return versionsOf(profile).map((version) => ({
    version,
    owner: "stackone",
    builtin: true,
    pinned: profile.pinnedVersion !== null && version === profile.version,
  }));
}

function shownPin(profile: Profile) {
  return { pinned_version: profile.pinnedVersion, owner: "stackone" };
}
