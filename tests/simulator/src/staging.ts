import { randomUUID } from "node:crypto";
import { z } from "zod";
import { StackOneError } from "./error.ts";
import { tellOfStatus } from "./effects.ts";
import { defaultProfile, findProfile, movedAt } from "./linking.ts";
import { statusReasons } from "./seed.ts";
import type { Simulation } from "./simulation.ts";
import { type Account, accountStatuses, type Profile, types } from "./state.ts";

/** What a test or a person sets up behind the customer's back: accounts and profiles as they should be found. */

export const newAccountSchema = z.strictObject({
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

/** An account "by the product": another actor with the same key. Unknown profile: 400. */
export function makeAccount(sim: Simulation, body: z.infer<typeof newAccountSchema>): Account {
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
  sim.webhooks.tell(sim, "account.created", account);
  sim.changed();
  return account;
}

export const accountChangeSchema = z.strictObject({
  status: z.enum(accountStatuses).optional(),
  statusReasons: z.array(z.object({ code: z.string(), description: z.string() })).optional(),
  label: z.string().nullable().optional(),
  username: z.string().nullable().optional(),
  type: z.enum(types).optional(),
  profileId: z.string().optional(),
  ownerName: z.string().optional(),
  /** Whether `updated_at` moves to now; without it: yes, but for a new status as `updatedAtMovesWithStatus` says. */
  touch: z.boolean().optional(),
});

export function changeAccount(
  sim: Simulation,
  id: string,
  { touch, status, statusReasons: given, profileId, ...rest }: z.infer<typeof accountChangeSchema>,
): Account {
  const account = sim.state.accounts.get(id);
  if (!account) throw new StackOneError(404, "Account not found");
  const at = sim.iso();
  const moved = touch === true ? at : movedAt(sim, account, status ?? account.status);
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
  if (touch !== false) account.updatedAt = moved;
  sim.webhooks.tell(sim, "account.updated", account);
  sim.changed();
  return account;
}

export function deleteAccount(sim: Simulation, id: string): Account {
  const account = sim.state.accounts.get(id);
  if (!account) throw new StackOneError(404, "Account not found");
  sim.state.accounts.delete(id);
  sim.webhooks.tell(sim, "account.deleted", account);
  sim.changed();
  return account;
}

export const profileChangeSchema = z.strictObject({
  active: z.boolean().optional(),
  default: z.boolean().optional(),
  version: z.string().optional(),
  name: z.string().optional(),
});

/** Disabling a profile makes its accounts inactive, enabling it makes them active again (auth-configurations guide). */
export function changeProfile(
  sim: Simulation,
  id: string,
  body: z.infer<typeof profileChangeSchema>,
): Profile {
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
      const updatedAt = movedAt(sim, account, to);
      Object.assign(account, { status: to, statusReasons: statusReasons(to, at), updatedAt });
      tellOfStatus(sim, account);
    }
  }
  Object.assign(profile, body, { updatedAt: at });
  sim.changed();
  return profile;
}
