import type { StackOneState } from "@connect-console/shared/stackone-state";
import type { StackOneError } from "../domain/ports/stackone.ts";
import type { Budget } from "./request/budget.ts";

/** The client's part of `GET /api/stackone`. */
export type StackOneHealth = Pick<StackOneState, "message" | "missing" | "budget" | "retryIn"> & {
  state: Exclude<StackOneState["state"], "other_project">;
};

/** What the client says beside it, of what it learnt. */
export type StackOneReads = Pick<StackOneState, "reads">;

/** Remembers what the newest answers said about StackOne itself. One that did not come is no news: the next try usually gets one. */
export function createStackOneHealth(budget: Budget) {
  let state: StackOneHealth["state"] = "unknown";
  let message: string | null = null;
  /** in a row */
  let failures = 0;
  const missing = new Map<string, string>();
  return {
    /** undefined: StackOne answered, with this status */
    note(error: StackOneError | undefined, status?: number): void {
      // a refused call under way is no sign that the key is taken again
      if (state === "refused" && (status === 401 || status === 403)) return;
      const failed = error !== undefined && error.failure !== "rate_limited";
      failures = failed ? failures + 1 : 0;
      if (failures === 1) return;
      state = !error ? "ready" : failed ? "unavailable" : "rate_limited";
      message = error?.message ?? null;
    },
    refused(said: string): void {
      state = "refused";
      message = said;
    },
    /** A capability that this StackOne lacks, and what that costs. */
    miss(code: string, cost: string): void {
      missing.set(code, cost);
    },
    /** It is there after all. */
    found(code: string): void {
      missing.delete(code);
    },
    state: (): StackOneHealth => ({
      state,
      message,
      missing: [...missing].map(([code, cost]) => ({ code, message: cost })),
      budget: { perMinute: budget.perMinute, used: budget.used() },
      retryIn: state === "rate_limited" ? Math.ceil(budget.pausedFor() / 1000) : null,
    }),
  };
}
export type Health = ReturnType<typeof createStackOneHealth>;
