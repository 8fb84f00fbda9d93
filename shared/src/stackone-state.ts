import * as z from "zod/mini";

/** `GET /api/stackone`: what the console knows of its upstream, without asking it now. */
export const StackOneState = z.object({
  kind: z.enum(["simulator", "live"]),
  host: z.string(),
  /** `refused`: the key itself is refused; `other_project`: the store belongs to another project, so nothing is created. */
  state: z.enum(["unknown", "ready", "unavailable", "rate_limited", "refused", "other_project"]),
  message: z.nullable(z.string()),
  /** seconds until StackOne is asked again, where it asked us to wait */
  retryIn: z.optional(z.nullable(z.number())),
  /** Capabilities that the self-check missed, with what each costs (docs/rules.md, 20). */
  missing: z.array(z.object({ code: z.string(), message: z.string() })),
  /** From where accounts are read, and by what a link's sign-in is followed; null: not learnt yet. */
  reads: z.object({
    accounts: z.nullable(z.enum(["/accounts", "/v2/accounts"])),
    attempts: z.nullable(z.enum(["number", "token", "accounts"])),
  }),
  /** How far the owners' directory is filled from StackOne's accounts. */
  directory: z.object({
    state: z.enum(["waiting", "filling", "complete", "failed"]),
    accountsRead: z.number(),
  }),
  /** requests a minute that the console allows itself, and how many it made in the last minute */
  budget: z.object({ perMinute: z.number(), used: z.number() }),
  /** Why the console itself can save nothing, in a sentence; null: it can. */
  storeProblem: z.optional(z.nullable(z.string())),
  /** Whether StackOne's webhooks are taken, and when the last signed one came. */
  webhooks: z.object({ configured: z.boolean(), lastAt: z.nullable(z.string()) }),
});
export type StackOneState = z.infer<typeof StackOneState>;

/** `GET /api/simulator/magic-words`: what a person can type to meet trouble; only while the simulator is in use. */
export const MagicWords = z.object({
  items: z.array(
    z.object({ word: z.string(), where: z.enum(["label", "owner"]), effect: z.string() }),
  ),
});
export type MagicWords = z.infer<typeof MagicWords>;
