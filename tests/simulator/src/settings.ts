import { z } from "zod";

const refusals = [400, 401, 403, 404, 410, 422] as const;

/** Where StackOne's documents leave a choice, the simulator can be set to either; the defaults are the documented readings. */
export const settingsSchema = z.object({
  /** Whether `/accounts*` exists; without it every call answers 404. */
  v1Accounts: z.boolean().default(true),
  /** Whether `/v2/accounts*` exists. */
  v2: z.boolean().default(true),
  /** Whether v1 accounts carry `connector_profile_id`, which StackOne's do not (docs/stackone.md, 5.1). */
  accountsShowProfile: z.boolean().default(false),
  /** `GET /accounts` answers `{data: []}` instead of a bare array. */
  accountsEnvelope: z.boolean().default(false),
  /** What lists of accounts hold where no status is asked for; undocumented upstream. */
  accountsDefaultStatus: z.enum(["all", "active"]).default("all"),
  /** So many entries at the head of each list of accounts come with `provider` (v2: `connector`) null. */
  unreadableAccounts: z.number().int().nonnegative().default(0),
  /** So many entries at the head of each list of profiles come with `connector_key` null. */
  unreadableProfiles: z.number().int().nonnegative().default(0),
  /** Whether `GET /actions` exists. */
  actions: z.boolean().default(true),
  /** Whether `/requests/logs` exists for this key. */
  requestLogs: z.boolean().default(true),
  organizationIdAsNumber: z.boolean().default(false),
  /** `GET /connect_sessions/{id}`: newer than every SDK, so a StackOne without it answers 404; what it says after the end is unknown. */
  connectSessionByNumber: z.enum(["yes", "absent", "refused_after_expiry"]).default("yes"),
  /** Its answer after the end, with `refused_after_expiry`. */
  expiredByNumberStatus: z.literal(refusals).default(404),
  /** Refuses every `POST /connect_sessions/authenticate`; null: none. */
  authenticateStatus: z.literal([400, 401, 403, 404, 410]).nullable().default(null),
  /** Answer of `POST /connect_sessions/authenticate` for an expired token; undocumented upstream. */
  expiredAuthenticateStatus: z.literal(refusals).default(401),
  /** Whether the Hub opens a link again through which an account was linked. */
  usedSessionOpensAgain: z.boolean().default(true),
  /** Seconds; a longer `expires_in` answers 400. null: no limit is documented. */
  maxExpiresIn: z.number().int().positive().nullable().default(null),
  /** Whether a pending attempt becomes `expired` after ten minutes; the documented statuses do not have it. */
  attemptExpires: z.boolean().default(false),
  /** Which of the two paths for connector profiles exist. */
  profilesPath: z.enum(["both", "connector_profiles", "auth_configs"]).default("both"),
  /** Whether connector profiles say which one is the default. */
  profilesShowDefault: z.boolean().default(true),
  /** What the 201 says about the connector profile: what was sent, nothing, or another one. */
  echoProfile: z.enum(["same", "absent", "other"]).default("same"),
  /** Whether `updated_at` moves when the status changes; undocumented upstream. */
  updatedAtMovesWithStatus: z.boolean().default(true),
  /** The owner id of every account that is made from now on, whatever its session says; null: the session's. */
  linkedOwnerId: z.string().min(1).nullable().default(null),
  /** Seconds by which reads of accounts lag behind a link. */
  lagSeconds: z.number().min(0).default(0),
  /** Whether a status that changes by itself (no customer, no API call) is told by `account.updated`; undocumented upstream. */
  webhookOnStatusChange: z.boolean().default(true),
  /** Requests a minute before 429; StackOne's limit is 1000. null: no limit. */
  requestsPerMinute: z.number().int().positive().nullable().default(null),
  /** `Retry-After` of every 429 whose trouble does not name seconds; null: 60 at the limit, 30 for a trouble. */
  retryAfterSeconds: z.number().int().nonnegative().nullable().default(null),
  /** Seconds and a date are both HTTP's (RFC 9110, 10.2.3); StackOne says that the header “may” be there. */
  retryAfterForm: z.enum(["seconds", "date", "absent"]).default("seconds"),
  /** Whether the token of an auth link opens `/mcp?token=`; undocumented upstream. */
  tokenOpensMcp: z.boolean().default(false),
});
export type Settings = z.infer<typeof settingsSchema>;
export const settingsPatchSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(settingsSchema.shape).map(([key, schema]) => [key, schema.unwrap().optional()]),
  ),
);
