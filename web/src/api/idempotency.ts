import { ApiProblem } from "./api-problem.ts";

/**
 * Keys for the button presses of one form. The same body gets the same key again while no answer came (a double click, a
 * lost connection); after an answer, good or bad, the next press is a new wish.
 */
export function createIdempotencyKeys() {
  let open: { body: string; key: string } | null = null;
  return {
    keyFor(input: unknown): string {
      const body = JSON.stringify(input);
      if (open?.body !== body) open = { body, key: crypto.randomUUID() };
      return open.key;
    },
    answered(error: unknown): void {
      const noAnswer =
        error instanceof ApiProblem &&
        (error.code === "unreachable" || error.code === "unreadable");
      if (!noAnswer) open = null;
    },
  };
}
