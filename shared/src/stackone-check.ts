import * as z from "zod/mini";
import { Id } from "./text.ts";

/** What no document of StackOne answers, in the order in which the check asks. */
export const StackOneQuestion = z.enum([
  "accounts_version",
  "session_by_number",
  "session_by_token",
  "token_opens_mcp",
  "longest_expiry",
  "expired_by_number",
  "expired_by_token",
  "used_session_opens_again",
  "updated_at_moves",
  "default_status_filter",
]);
export type StackOneQuestion = z.infer<typeof StackOneQuestion>;

/** What was found; `value` is a word or a number of the question's own, `at` null where it was never asked or could not be told. */
export const StackOneAnswer = z.object({
  question: StackOneQuestion,
  /** the question in words */
  asks: z.string(),
  value: z.nullable(z.string()),
  /** what StackOne does, in a sentence */
  finding: z.string(),
  /** what that changes in the console */
  effect: z.string(),
  at: z.nullable(z.string()),
});
export type StackOneAnswer = z.infer<typeof StackOneAnswer>;

/** What only a person can do; each can be skipped, and its questions stay open. */
export const PersonStep = z.enum(["connect", "suspend"]);
export type PersonStep = z.infer<typeof PersonStep>;

/** A run of the check. `interrupted`: the console was restarted meanwhile. */
export const StackOneCheckRun = z.object({
  state: z.enum(["running", "waiting_for_person", "done", "failed", "stopped", "interrupted"]),
  owner: z.object({ id: z.string(), name: z.string() }),
  provider: z.string(),
  startedAt: z.string(),
  /** what is being done, or what the person is to do now */
  doing: z.string(),
  waitsFor: z.nullable(PersonStep),
  /** why the last press did not lead on, or why the run failed */
  problem: z.nullable(z.string()),
  /** what the run left at StackOne, if it could not be taken away */
  leftBehind: z.nullable(z.string()),
});
export type StackOneCheckRun = z.infer<typeof StackOneCheckRun>;

/** `GET /api/settings/stackone` */
export const StackOneCheck = z.object({
  run: z.nullable(StackOneCheckRun),
  answers: z.array(StackOneAnswer),
  /** the answers as settings of the simulator (tests/simulator/README.md); what is not known is left out */
  switches: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type StackOneCheck = z.infer<typeof StackOneCheck>;

/** `POST /api/settings/stackone/start`: the owner and provider that the check may use. */
export const StackOneCheckStart = z.strictObject({ ownerId: Id, provider: Id });
export type StackOneCheckStart = z.infer<typeof StackOneCheckStart>;

/** `POST /api/settings/stackone/step`: a person did what was asked, skips it, or ends the run. */
export const StackOneCheckStep = z.strictObject({
  step: z.nullable(PersonStep),
  act: z.enum(["continue", "skip", "stop"]),
});
export type StackOneCheckStep = z.infer<typeof StackOneCheckStep>;
