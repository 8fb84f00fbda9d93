import type { ApiError, ErrorCode } from "@connect-console/shared/api-error";
import { looksLikeLink } from "@connect-console/shared/text";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { DomainError } from "../../domain/domain-error.ts";
import { toDomainError } from "../../domain/stackone-error.ts";
import { fromStore } from "../../domain/store-failure.ts";
import type { AppEnv } from "../deps.ts";

/** Which status each code has. */
export const statuses = {
  invalid_input: 400,
  not_signed_in: 401,
  not_allowed: 403,
  not_found: 404,
  conflict: 409,
  outcome_changed: 409,
  too_large: 413,
  unsupported_media_type: 415,
  blocked: 422,
  too_many_requests: 429,
  internal: 500,
  store_unavailable: 503,
  stackone_rejected: 502,
  stackone_unauthorized: 502,
  stackone_unavailable: 503,
  stackone_rate_limited: 503,
} as const satisfies Record<ErrorCode, ContentfulStatusCode>;

/** The one place where an error becomes a status and a body. */
export function answerError(error: Error, c: Context<AppEnv>): Response {
  const { code, message, detail } = domainErrorOf(error);
  const requestId = c.get("requestId");
  if (code === "internal" || code === "store_unavailable")
    c.get("deps").ports.log.error({ requestId, ...errorToLog(error) }, "request failed");
  const { fields, hint, outcome, connectSessionId, progress, deletion, retryAfter, replayed } =
    detail;
  if (retryAfter !== undefined) c.header("Retry-After", String(Math.ceil(retryAfter)));
  if (replayed) c.header("Idempotency-Replayed", "true");
  const body: ApiError = {
    error: {
      code,
      message,
      requestId,
      ...(fields && { fields }),
      ...(hint && { hint }),
      ...(outcome && { outcome }),
      ...(connectSessionId && { connectSessionId }),
      ...(progress && { progress }),
      ...(deletion && { deletion }),
    },
  };
  return c.json(body, statuses[code]);
}

function domainErrorOf(error: Error): DomainError {
  const domainError = fromStore(toDomainError(error));
  if (domainError instanceof DomainError) return domainError;
  // Hono's own refusal of a body that is not JSON
  if (error instanceof HTTPException && error.status === 400)
    return new DomainError("invalid_input", "The body is not JSON.", {
      fields: { body: "Send JSON." },
    });
  return new DomainError(
    "internal",
    "Something went wrong inside the console. The request id finds it in the log.",
  );
}

/** For the log only. */
export function errorToLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = error.stack?.split("\n").filter((line) => line.startsWith("    at "));
  return {
    error: error.name,
    reason: looksLikeLink(error.message) ? "[masked]" : error.message,
    stack: frames,
  };
}
