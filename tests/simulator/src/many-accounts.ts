import { z } from "zod";
import { statusReasons } from "./seed.ts";
import type { Simulation } from "./simulation.ts";
import type { Account, Profile } from "./state.ts";

export const manyAccountsSchema = z.strictObject({
  count: z.number().int().min(1).max(1_000_000),
  /** whose all of them are; without it three are one owner's */
  owner: z.strictObject({ id: z.string().min(1), name: z.string() }).optional(),
});

const day = 86_400_000;
const names = ["Blue", "Harbor", "Nord", "Granite", "Willow", "Summit", "Cedar", "Amber", "River"];
const kinds = ["Logistics", "Foods", "Health", "Systems", "Energy", "Studios", "Bank"];
const statuses: [Account["status"], number][] = [
  ["error", 0.04],
  ["expired", 0.02],
  ["inactive", 0.01],
  ["suspended", 0.01],
  ["archived", 0.005],
];

/** So many more accounts, three for an owner or all for one, the same ones each time; 100,000 take about a second. */
export function addManyAccounts(
  sim: Simulation,
  { count, owner }: z.infer<typeof manyAccountsSchema>,
): void {
  for (let number = 0; number < count; number += 1) {
    const account = oneOfMany(sim, number);
    const own = owner && {
      id: `${owner.id}-${number}`,
      ownerId: owner.id,
      ownerName: owner.name,
    };
    sim.state.accounts.set(own?.id ?? account.id, { ...account, ...own });
  }
  sim.changed();
}

function oneOfMany(sim: Simulation, number: number): Account {
  const { profiles } = sim.state;
  const profile = profiles[(number * 7) % profiles.length] as Profile;
  const owner = Math.floor(number / 3);
  const status = statusOf(share(number, 1));
  const createdAt = sim.iso(sim.now() - Math.floor(share(number, 2) * 900 * day));
  const updatedAt = sim.iso(sim.now() - Math.floor(share(number, 3) * 60 * day));
  const name = `${pick(names, owner)} ${pick(kinds, owner * 3)} ${owner}`;
  return {
    id: idOf(number),
    provider: profile.connectorKey,
    ownerId: `many-${owner}`,
    ownerName: name,
    username: number % 4 === 0 ? `user${number}@many.example` : null,
    label: number % 10 === 0 ? `${pick(kinds, number)} site ${number % 50}` : null,
    status,
    statusReasons: statusReasons(status, updatedAt),
    type: number % 20 === 0 ? "test" : "production",
    profileId: profile.id,
    version: profile.version,
    createdAt: createdAt < updatedAt ? createdAt : updatedAt,
    updatedAt,
    setup: {},
    secretEnds: {},
    lag: null,
  };
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** As StackOne's look: 21 letters and digits. */
function idOf(number: number): string {
  const at = (column: number) => letters.charAt(Math.floor(share(number, column) * letters.length));
  return Array.from({ length: 21 }, (_, column) => at(column + 10)).join("");
}

function statusOf(chance: number): Account["status"] {
  let below = 0;
  for (const [status, part] of statuses) {
    below += part;
    if (chance < below) return status;
  }
  return "active";
}

const pick = (list: string[], number: number) => list[number % list.length] ?? "";

/** 0 to 1, the same for the same numbers, and like chance from one to the next. */
function share(number: number, column: number): number {
  let hash = Math.imul(number + 1, 0x9e3779b1) ^ Math.imul(column, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}
