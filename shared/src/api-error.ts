import * as z from "zod/mini";
import { Outcome } from "./outcome.ts";

/** Every way in which the console says no. */
export const ErrorCode = z.enum([
  "invalid_input",
  "not_signed_in",
  "not_allowed",
  "not_found",
  "conflict",
  "outcome_changed",
  "too_large",
  "unsupported_media_type",
  "blocked",
  "too_many_requests",
  "internal",
  /** the console's disk takes nothing: full, read-only, locked or broken */
  "store_unavailable",
  "stackone_rejected",
  "stackone_unauthorized",
  "stackone_unavailable",
  "stackone_rate_limited",
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** The body of every answer that is not a success. `fields` maps a path of the input to its message. */
export const ApiError = z.object({
  error: z.object({
    code: ErrorCode,
    message: z.string(),
    requestId: z.string(),
    fields: z.optional(z.record(z.string(), z.string())),
    hint: z.optional(z.string()),
    outcome: z.optional(Outcome),
    connectSessionId: z.optional(z.string()),
    /** how that row ended, where a creation or re-issue failed */
    progress: z.optional(z.enum(["create_failed", "outcome_unknown"])),
    /** what became of a deletion that was sent to StackOne */
    deletion: z.optional(z.enum(["failed", "unknown"])),
  }),
});
export type ApiError = z.infer<typeof ApiError>;
