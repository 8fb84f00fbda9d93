import { DomainError } from "../../domain/domain-error.ts";

/** How many live streams may be open at once. */
export interface StreamLimits {
  perPerson: number;
  inAll: number;
}

/** Far more than the tabs that somebody looks at, and far fewer than the files that a process may open. */
export const streamLimits: StreamLimits = { perPerson: 50, inAll: 1000 };

/** seconds after which another try may find room */
const tryAgainAfter = 30;

export interface StreamCap {
  /** Throws `too_many_requests` where one more has no room. */
  check(staffId: string): void;
  /** The same, and takes the room; gives the function that gives it back. */
  take(staffId: string): () => void;
}

export function createStreamCap({ perPerson, inAll }: StreamLimits): StreamCap {
  const open = new Map<string, number>();
  let all = 0;

  function check(staffId: string): void {
    if ((open.get(staffId) ?? 0) >= perPerson)
      throw refusal(
        `You have ${perPerson} live streams open.`,
        "Close tabs of the console that you don’t need; without a stream a page asks every few seconds.",
      );
    if (all >= inAll)
      throw refusal(
        `The console has ${inAll} live streams open.`,
        "Without a stream a page asks every few seconds. Ask your console admin to raise LIMIT_STREAMS.",
      );
  }

  return {
    check,
    take(staffId) {
      check(staffId);
      all += 1;
      open.set(staffId, (open.get(staffId) ?? 0) + 1);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        all -= 1;
        const left = (open.get(staffId) ?? 1) - 1;
        if (left > 0) open.set(staffId, left);
        else open.delete(staffId);
      };
    },
  };
}

function refusal(message: string, hint: string): DomainError {
  return new DomainError("too_many_requests", message, { hint, retryAfter: tryAgainAfter });
}
