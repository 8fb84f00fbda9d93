import { StackOneError } from "../../domain/ports/stackone.ts";
import { codeOf, timedOut, whyNeverSent } from "../../network-code.ts";

const refused = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"];

export interface NetworkFailure {
  error: StackOneError;
  /** refused connection or DNS: a POST may be repeated (docs/rules.md, 10) */
  refused: boolean;
}

/** What a rejected fetch means; `acts` says that the request changes something at StackOne. The error's own text is not passed on. */
export function networkFailure(error: unknown, acts: boolean): NetworkFailure {
  const code = codeOf(error);
  const reason = whyNeverSent(code);
  if (reason)
    return {
      error: new StackOneError("unreachable", `StackOne could not be reached: ${reason}`),
      refused: refused.includes(code),
    };
  const message = timedOut(error)
    ? "StackOne did not answer in time"
    : "The connection to StackOne broke";
  return {
    error: new StackOneError("unavailable", message, { mayHaveActed: acts }),
    refused: false,
  };
}
