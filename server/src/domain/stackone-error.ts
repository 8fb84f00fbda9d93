import type { ErrorCode } from "@connect-console/shared/api-error";
import { DomainError } from "./domain-error.ts";
import { StackOneError } from "./ports/stackone.ts";
import { asSentence } from "./sentence.ts";

/** seconds; StackOne's limit counts by the minute */
const defaultRetryAfter = 60;

/** The console's error for a failed call. */
export function toDomainError(error: unknown, detail: { connectSessionId?: string } = {}): unknown {
  if (!(error instanceof StackOneError)) return error;
  const code = errorCode(error);
  const retryAfter =
    error.retryAfter ?? (code === "stackone_rate_limited" ? defaultRetryAfter : null);
  return new DomainError(code, asSentence(error.message), {
    ...(detail.connectSessionId !== undefined && { connectSessionId: detail.connectSessionId }),
    ...(retryAfter !== null && { retryAfter }),
  });
}

/** Runs reads of StackOne; their failures become the console's errors. */
export async function readingStackOne<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw toDomainError(error);
  }
}

function errorCode({ failure }: StackOneError): ErrorCode {
  switch (failure) {
    case "rejected":
      return "stackone_rejected";
    case "unauthorized":
      return "stackone_unauthorized";
    case "rate_limited":
      return "stackone_rate_limited";
    case "unreachable":
    case "unavailable":
    case "no_link":
      return "stackone_unavailable";
    default:
      return failure satisfies never;
  }
}
