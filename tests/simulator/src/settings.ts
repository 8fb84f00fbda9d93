import { z } from "zod";

/** Where StackOne's documents leave a choice, the simulator can be set to either; the defaults are the documented readings. */
export const settingsSchema = z.object({
  /** Whether v1 accounts carry `connector_profile_id` and `categories`. */
  accountsShowProfile: z.boolean().default(true),
  /** `GET /accounts` answers `{data: []}` instead of a bare array. */
  accountsEnvelope: z.boolean().default(false),
  /** Whether `/v2/accounts` exists. */
  v2: z.boolean().default(true),
  /** Whether `/requests/logs` exists for this key. */
  requestLogs: z.boolean().default(true),
  organizationIdAsNumber: z.boolean().default(false),
  /** Answer of `POST /connect_sessions/authenticate` for an expired token; undocumented upstream. */
  expiredAuthenticateStatus: z.union([z.literal(401), z.literal(403), z.literal(404)]).default(401),
  /** Which of the two paths for connector profiles exist. */
  profilesPath: z.enum(["both", "connector_profiles", "auth_configs"]).default("both"),
  /** Whether connector profiles say which one is the default. */
  profilesShowDefault: z.boolean().default(true),
  /** What the 201 says about the connector profile: what was sent, nothing, or another one. */
  echoProfile: z.enum(["same", "absent", "other"]).default("same"),
  /** Seconds by which reads of accounts lag behind a link. */
  lagSeconds: z.number().min(0).default(0),
  /** Whether a status that changes by itself (no customer, no API call) is told by `account.updated`; undocumented upstream. */
  webhookOnStatusChange: z.boolean().default(true),
  /** Requests a minute before 429; StackOne's limit is 1000. null: no limit. */
  requestsPerMinute: z.number().int().positive().nullable().default(null),
});
export type Settings = z.infer<typeof settingsSchema>;
export const settingsPatchSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(settingsSchema.shape).map(([key, schema]) => [key, schema.unwrap().optional()]),
  ),
);
