import type { ErrorCode } from "@connect-console/shared/api-error";
import type { Outcome } from "@connect-console/shared/outcome";

/** What the domain refuses or could not do; `http` turns the code into a status, once. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: ErrorCode;
  readonly detail: DomainErrorDetail;

  constructor(code: ErrorCode, message: string, detail: DomainErrorDetail = {}) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

export interface DomainErrorDetail {
  /** path of the input → what is wrong with it */
  fields?: Record<string, string>;
  hint?: string;
  outcome?: Outcome;
  connectSessionId?: string;
  /** how that row ended, where a creation or re-issue failed */
  progress?: "create_failed" | "outcome_unknown";
  /** what became of a deletion that was sent to StackOne */
  deletion?: "failed" | "unknown";
  /** seconds */
  retryAfter?: number;
  /** the first answer to this Idempotency-Key, given again */
  replayed?: true;
}
