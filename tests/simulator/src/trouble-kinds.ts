import { z } from "zod";

/** Trouble with the answer itself, on any route. */
const answerTroubleKinds = [
  "unauthorized",
  "forbidden",
  "not_found",
  "rate_limited",
  "server_error",
  "slow",
  "never",
  "reset",
  "reset_after",
  "wrong_shape",
  "not_json",
  "envelope",
  "no_link",
] as const;

/** Trouble with the events about an account: by the control endpoint for all, by a word in the label for what that link does. */
export const webhookTroubles = [
  "late",
  "twice",
  "out_of_order",
  "lost",
  "wrong_secret",
  "second_secret",
  "unknown_event",
] as const;
export type WebhookTrouble = (typeof webhookTroubles)[number];

/** Trouble with a connect session and the account that it makes; only on `POST /connect_sessions`. */
const sessionTroubleKinds = [
  "expires_at_once",
  "link_error",
  "breaks_later",
  "refresh",
  "product_account",
  "second_account",
  "lag",
  "echo_no_profile",
  "echo_other_profile",
  "organization_number",
  "authenticate_unauthorized",
  "authenticate_refused",
  "authenticate_not_found",
  "unknown_status",
  "reads_fail",
  "webhook_late",
  "webhook_twice",
  "webhook_out_of_order",
  "webhook_lost",
  "webhook_wrong_secret",
  "webhook_second_secret",
  "webhook_unknown_event",
] as const;

export const troubleSchema = z.strictObject({
  /** `GET /accounts`, `GET /accounts/{id}`, `POST /connect_sessions`, …; `GET /accounts*` for all that begin so; `*` for all of the Platform API. */
  route: z.string(),
  kind: z.enum([...answerTroubleKinds, ...sessionTroubleKinds]),
  /** How many requests it hits; left out: all until it is taken away. */
  times: z.number().int().positive().optional(),
  /** How many requests pass before it begins. */
  after: z.number().int().nonnegative().optional(),
  /** Length of `slow`, or `Retry-After` of `rate_limited`; seconds. */
  seconds: z.number().nonnegative().optional(),
  /** Another status for `server_error`, `unauthorized`, `forbidden`, `not_found`. */
  status: z.number().int().min(400).max(599).optional(),
  /** Only requests that name this owner. */
  ownerId: z.string().optional(),
});
export type Trouble = z.infer<typeof troubleSchema>;

export const sessionTroubleSchema = z.object({
  kind: z.enum(sessionTroubleKinds),
  seconds: z.number(),
});
export type SessionTrouble = z.infer<typeof sessionTroubleSchema>;

/** Seconds where a trouble does not say them. */
export const defaultSeconds: Partial<Record<Trouble["kind"], number>> = {
  slow: 4,
  rate_limited: 30,
  breaks_later: 30,
  refresh: 10,
  product_account: 5,
  second_account: 10,
  lag: 10,
  webhook_late: 5,
  unknown_status: 10,
};

export type SessionTroubleKind = (typeof sessionTroubleKinds)[number];

export function isSessionTrouble(kind: Trouble["kind"]): kind is SessionTroubleKind {
  return sessionTroubleKinds.some((known) => known === kind);
}
