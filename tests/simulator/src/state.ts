import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { sessionTroubleSchema, troubleSchema } from "./trouble-kinds.ts";
import { settingsSchema } from "./settings.ts";

/** Everything that the simulated StackOne remembers. Times are ISO strings or epoch ms of the simulator's clock. */

export const accountStatuses = [
  "active",
  "inactive",
  "suspended",
  "archived",
  "expired",
  "error",
] as const;
export const categories = [
  "ats",
  "hris",
  "hris-legacy",
  "crm",
  "iam",
  "marketing",
  "lms",
  "stackone",
  "documents",
  "ticketing",
  "screening",
  "messaging",
  "accounting",
  "scheduling",
] as const;
export const types = ["production", "test"] as const;

const profileSchema = z.object({
  id: z.string(),
  name: z.string(),
  connectorKey: z.string(),
  active: z.boolean(),
  default: z.boolean(),
  version: z.string(),
  pinnedVersion: z.string().nullable(),
  environment: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Profile = z.infer<typeof profileSchema>;

const statusReasonSchema = z.object({
  code: z.string(),
  description: z.string(),
  timestamp: z.string(),
});

const accountFactsSchema = z.object({
  id: z.string(),
  provider: z.string(),
  ownerId: z.string(),
  ownerName: z.string(),
  username: z.string().nullable(),
  label: z.string().nullable(),
  status: z.enum(accountStatuses),
  statusReasons: z.array(statusReasonSchema),
  type: z.enum(types),
  profileId: z.string(),
  version: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** What the customer typed that is no secret, and the last four characters of what is one. */
  setup: z.record(z.string(), z.string()),
  secretEnds: z.record(z.string(), z.string()),
});
export type AccountFacts = z.infer<typeof accountFactsSchema>;

const accountSchema = accountFactsSchema.extend({
  /** Until then the Platform API still shows the account as it was before; null: as not existing. */
  lag: z.object({ until: z.number(), before: accountFactsSchema.nullable() }).nullable(),
});
export type Account = z.infer<typeof accountSchema>;

const sessionSchema = z.object({
  id: z.number(),
  token: z.string(),
  ownerId: z.string(),
  ownerName: z.string(),
  username: z.string().nullable(),
  provider: z.string().nullable(),
  categories: z.array(z.enum(categories)).nullable(),
  accountId: z.string().nullable(),
  profileId: z.string().nullable(),
  /** what the answers repeat as it was sent, and nothing else depends on; by StackOne's names */
  repeated: z.record(z.string(), z.unknown()).default({}),
  multiple: z.boolean(),
  label: z.string().nullable(),
  type: z.enum(types),
  createdAt: z.string(),
  expiresAt: z.number(),
  externalTriggerToken: z.string(),
  troubles: z.array(sessionTroubleSchema),
  /** Ids of the accounts that were made or edited through this session. */
  linked: z.array(z.string()),
});
export type Session = z.infer<typeof sessionSchema>;

const attemptSchema = z.object({
  id: z.string(),
  sessionId: z.number(),
  status: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  accountId: z.string().nullable(),
  error: z.object({ code: z.string(), description: z.string() }).nullable(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** Something that happens by itself when the simulator's clock reaches `at` (epoch ms). */
const effectSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("break"), at: z.number(), accountId: z.string() }),
  z.object({
    kind: z.literal("refresh"),
    at: z.number(),
    everySeconds: z.number(),
    until: z.number(),
    accountId: z.string(),
  }),
  z.object({ kind: z.literal("product_account"), at: z.number(), token: z.string() }),
  z.object({
    kind: z.literal("second_account"),
    at: z.number(),
    token: z.string(),
    profileId: z.string(),
  }),
  z.object({
    kind: z.literal("finish_attempt"),
    at: z.number(),
    token: z.string(),
    attemptId: z.string(),
    profileId: z.string(),
  }),
]);
export type Effect = z.infer<typeof effectSchema>;

const stateFileSchema = z.object({
  version: z.literal(1),
  settings: settingsSchema,
  clockOffsetSeconds: z.number(),
  nextSessionId: z.number(),
  profiles: z.array(profileSchema),
  accounts: z.array(accountSchema),
  sessions: z.array(sessionSchema),
  attempts: z.array(attemptSchema),
  effects: z.array(effectSchema),
  troubles: z.array(troubleSchema),
});
type StateFile = z.infer<typeof stateFileSchema>;

export interface State extends Omit<StateFile, "version" | "accounts" | "sessions" | "attempts"> {
  accounts: Map<string, Account>;
  /** By token. */
  sessions: Map<string, Session>;
  attempts: Map<string, Attempt>;
}

export interface Seed {
  profiles: Profile[];
  accounts: Account[];
}

/** The state of a simulator that nobody has used yet. */
export function freshState(seed: Seed): State {
  return {
    settings: settingsSchema.parse({}),
    clockOffsetSeconds: 0,
    nextSessionId: 100_001,
    profiles: seed.profiles,
    accounts: new Map(seed.accounts.map((account) => [account.id, account])),
    sessions: new Map(),
    attempts: new Map(),
    effects: [],
    troubles: [],
  };
}

/** Reads a state file; null where there is none or where it is not one of ours. */
export function readState(path: string): State | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return null;
  }
  try {
    const { version: _, ...file } = stateFileSchema.parse(JSON.parse(text));
    return {
      ...file,
      accounts: new Map(file.accounts.map((account) => [account.id, account])),
      sessions: new Map(file.sessions.map((session) => [session.token, session])),
      attempts: new Map(file.attempts.map((attempt) => [attempt.id, attempt])),
    };
  } catch {
    process.stderr.write("simulator: the state file is not readable, starting from the seed\n");
    return null;
  }
}

/** Writes the state beside its file and renames it, so that a crash leaves the old or the new one. */
export function writeState(path: string, state: State): void {
  const file: StateFile = {
    version: 1,
    ...state,
    accounts: [...state.accounts.values()],
    sessions: [...state.sessions.values()],
    attempts: [...state.attempts.values()],
  };
  mkdirSync(dirname(path), { recursive: true });
  // It holds tokens: for this user only.
  writeFileSync(`${path}.new`, JSON.stringify(file), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
