import * as z from "zod/mini";
import { Account } from "./account.ts";
import { Attempt, ConnectSession, TimelineEntry } from "./connect-session.ts";

/** Which console this is. */
export const Versions = z.object({ console: z.string(), node: z.string() });
export type Versions = z.infer<typeof Versions>;

const { shape } = ConnectSession;

/**
 * `GET /api/connect-sessions/:id/support`: what somebody who helps needs to know of a connect session, fit to leave the house. No link, no token,
 * no key, no staff member's name, no note; what others wrote (errors, reasons) is masked where it could hold a secret.
 */
export const SupportBundle = z.object({
  versions: Versions,
  stackone: z.object({
    kind: z.enum(["simulator", "live"]),
    host: z.string(),
    projectId: z.nullable(z.string()),
  }),
  connectSession: z.object({
    id: shape.id,
    version: shape.version,
    /** what StackOne calls it; null where its answer never came */
    stackoneId: z.nullable(z.string()),
    supersedes: shape.supersedes,
    supersededBy: shape.supersededBy,
    type: shape.type,
    createdAt: shape.createdAt,
    expiresAt: shape.expiresAt,
    lastCheckedAt: shape.lastCheckedAt,
    progress: shape.progress,
    problems: shape.problems,
    checks: shape.checks,
    outcome: z.object({ kind: shape.predicted.shape.kind, sentence: z.string() }),
  }),
  timeline: z.array(z.omit(TimelineEntry, { id: true, by: true })),
  /** each act of staff, whose request id finds it in the console's log */
  acts: z.array(
    z.object({ at: z.string(), action: z.string(), outcome: z.string(), requestId: z.string() }),
  ),
  exchange: z.object({
    /** the exact body of `POST /connect_sessions` */
    request: z.record(z.string(), z.unknown()),
    /** what the console keeps of StackOne's 201, by StackOne's names; null where there was none */
    answer: z.nullable(z.record(z.string(), z.unknown())),
    attempt: z.nullable(Attempt),
    account: z.nullable(Account),
  }),
});
export type SupportBundle = z.infer<typeof SupportBundle>;
