import { type Context, Hono } from "hono";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { latestAttempt } from "./attempts.ts";
import { customerAct, customerActSchema } from "./customers.ts";
import { settle } from "./effects.ts";
import { StackOneError } from "./error.ts";
import { defaultProfile, findProfile } from "./linking.ts";
import { magicWords } from "./magic-words.ts";
import { readBody } from "./read-body.ts";
import { statusReasons } from "./seed.ts";
import { settingsPatchSchema } from "./settings.ts";
import type { Simulation } from "./simulation.ts";
import { type Account, accountStatuses, types } from "./state.ts";
import { troubleSchema } from "./trouble-kinds.ts";

/** `/_simulator/*`: for tests and people on this machine; JSON without a key. */
export function control(sim: Simulation) {
  return new Hono()
    .get("/magic-words", (c) =>
      c.json({ items: magicWords.map(({ word, where, effect }) => ({ word, where, effect })) }),
    )
    .get("/state", (c) => c.json(shownState(sim)))
    .post("/reset", (c) => {
      sim.reset();
      return c.json({ ok: true });
    })
    .post("/clock", async (c) => {
      const body = await readBody(c, clockSchema);
      sim.state.clockOffsetSeconds =
        "offsetSeconds" in body
          ? body.offsetSeconds
          : sim.state.clockOffsetSeconds + body.advanceSeconds;
      settle(sim);
      sim.changed();
      return c.json({ now: sim.iso(), offsetSeconds: sim.state.clockOffsetSeconds });
    })
    .get("/trouble", (c) => c.json({ items: sim.state.troubles }))
    .post("/trouble", async (c) => {
      sim.state.troubles.push(await readBody(c, troubleSchema));
      sim.changed();
      return c.json({ items: sim.state.troubles }, 201);
    })
    .delete("/trouble", (c) => {
      sim.state.troubles = [];
      sim.changed();
      return c.json({ items: [] });
    })
    .get("/requests", (c) => c.json(sim.requests.list()))
    .delete("/requests", (c) => {
      sim.requests.clear();
      return c.json(sim.requests.list());
    })
    .get("/settings", (c) => c.json(sim.state.settings))
    .post("/settings", async (c) => {
      Object.assign(sim.state.settings, await readBody(c, settingsPatchSchema));
      sim.changed();
      return c.json(sim.state.settings);
    })
    .post("/accounts", async (c) => {
      const body = await readBody(c, newAccountSchema);
      return c.json(makeAccount(sim, body), 201);
    })
    .post("/accounts/:id", async (c) => {
      const body = await readBody(c, accountChangeSchema);
      return c.json(changeAccount(sim, c.req.param("id"), body));
    })
    .post("/connector-profiles/:id", async (c) => {
      const body = await readBody(c, profileChangeSchema);
      return c.json(changeProfile(sim, c.req.param("id"), body));
    })
    .post("/customers/act", async (c) =>
      c.json(await customerAct(sim, await readBody(c, customerActSchema))),
    );
}

const clockSchema = z.union([
  z.strictObject({ offsetSeconds: z.number() }),
  z.strictObject({ advanceSeconds: z.number() }),
]);

const newAccountSchema = z.strictObject({
  id: z.string().optional(),
  ownerId: z.string(),
  ownerName: z.string(),
  provider: z.string(),
  profileId: z.string().optional(),
  type: z.enum(types).default("production"),
  label: z.string().nullable().default(null),
  username: z.string().nullable().default(null),
  status: z.enum(accountStatuses).default("active"),
});

/** An account "by the product": another actor with the same key. */
function makeAccount(sim: Simulation, body: z.infer<typeof newAccountSchema>): Account {
  const profile = body.profileId
    ? findProfile(sim, body.profileId)
    : defaultProfile(sim, body.provider);
  if (profile?.connectorKey !== body.provider) {
    throw new StackOneError(400, "No such connector profile");
  }
  const account: Account = {
    id: body.id ?? randomUUID(),
    provider: body.provider,
    ownerId: body.ownerId,
    ownerName: body.ownerName,
    username: body.username,
    label: body.label,
    status: body.status,
    statusReasons: statusReasons(body.status, sim.iso()),
    type: body.type,
    profileId: profile.id,
    version: profile.version,
    createdAt: sim.iso(),
    updatedAt: sim.iso(),
    setup: {},
    secretEnds: {},
    lag: null,
  };
  sim.state.accounts.set(account.id, account);
  sim.changed();
  return account;
}

const accountChangeSchema = z.strictObject({
  status: z.enum(accountStatuses).optional(),
  statusReasons: z.array(z.object({ code: z.string(), description: z.string() })).optional(),
  label: z.string().nullable().optional(),
  username: z.string().nullable().optional(),
  type: z.enum(types).optional(),
  profileId: z.string().optional(),
  ownerName: z.string().optional(),
  /** `updated_at` moves to now unless false. */
  touch: z.boolean().default(true),
});

function changeAccount(
  sim: Simulation,
  id: string,
  { touch, status, statusReasons: given, profileId, ...rest }: z.infer<typeof accountChangeSchema>,
): Account {
  const account = sim.state.accounts.get(id);
  if (!account) throw new StackOneError(404, "Account not found");
  const at = sim.iso();
  if (status !== undefined) {
    account.status = status;
    account.statusReasons =
      given?.map((reason) => ({ ...reason, timestamp: at })) ?? statusReasons(status, at);
  }
  if (profileId !== undefined) {
    const profile = findProfile(sim, profileId);
    if (!profile) throw new StackOneError(404, "Connector profile not found");
    Object.assign(account, { profileId, version: profile.version });
  }
  Object.assign(account, rest);
  if (touch) account.updatedAt = at;
  sim.changed();
  return account;
}

const profileChangeSchema = z.strictObject({
  active: z.boolean().optional(),
  default: z.boolean().optional(),
  version: z.string().optional(),
  name: z.string().optional(),
});

/** Disabling a profile makes its accounts inactive, enabling it makes them active again (auth-configurations guide). */
function changeProfile(sim: Simulation, id: string, body: z.infer<typeof profileChangeSchema>) {
  const profile = findProfile(sim, id);
  if (!profile) throw new StackOneError(404, "Connector profile not found");
  const at = sim.iso();
  if (body.default === true) {
    for (const other of sim.state.profiles) {
      if (other.connectorKey === profile.connectorKey) other.default = false;
    }
  }
  if (body.active !== undefined && body.active !== profile.active) {
    const [from, to] = body.active
      ? (["inactive", "active"] as const)
      : (["active", "inactive"] as const);
    for (const account of sim.state.accounts.values()) {
      if (account.profileId !== id || account.status !== from) continue;
      Object.assign(account, { status: to, statusReasons: statusReasons(to, at), updatedAt: at });
    }
  }
  Object.assign(profile, body, { updatedAt: at });
  sim.changed();
  return profile;
}

/** With tokens: tests act as the customer with them. */
function shownState(sim: Simulation) {
  return {
    now: sim.iso(),
    clockOffsetSeconds: sim.state.clockOffsetSeconds,
    settings: sim.state.settings,
    troubles: sim.state.troubles,
    profiles: sim.state.profiles,
    accounts: [...sim.state.accounts.values()],
    sessions: [...sim.state.sessions.values()].map((session) => ({
      ...session,
      latestAttempt: latestAttempt(sim, session) ?? null,
    })),
    attempts: [...sim.state.attempts.values()],
  };
}

/** The control endpoint and everything else is only for this machine: a foreign Host is another site's page. */
export function isLocal(c: Context): boolean {
  const { hostname } = new URL(c.req.url);
  return ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}
