import type { AccountsCopy } from "@connect-console/shared/account";
import type { StackOneState } from "@connect-console/shared/stackone-state";
import type { Context } from "../context.ts";
import { isoTime, isoTimeOrNull } from "../iso-time.ts";
import type { CopyState } from "../ports/accounts.ts";
import { asSentence } from "../sentence.ts";

const minute = 60_000;

/** How old and how complete the copy is. `problem`: of the reading that was just tried, instead of the pass's own. */
export async function syncStateToApi(
  { store, clock, stackone }: Pick<Context, "store" | "clock" | "stackone">,
  problem: string | null = null,
): Promise<AccountsCopy> {
  const state = await store.accounts.copyState();
  const isRunning = state.startedAt !== null && state.problem === null;
  const known = isRunning ? await store.accounts.count() : 0;
  const said = problem ?? state.problem;
  return {
    completeAt: isoTimeOrNull(state.completeAt),
    nextAt: isRunning ? null : isoTimeOrNull(state.nextAt),
    pass:
      isRunning && state.startedAt !== null
        ? {
            startedAt: isoTime(state.startedAt),
            read: state.read,
            doneAt: isoTimeOrNull(
              doneAt(state, known, stackone.copyRequestsPerMinute, clock.now()),
            ),
          }
        : null,
    problem: said === null ? null : asSentence(said),
  };
}

/** How far the owners' directory is filled: it comes from the same reading. */
export async function directoryToApi({
  store,
}: Pick<Context, "store">): Promise<StackOneState["directory"]> {
  const { completeAt, startedAt, problem, read } = await store.accounts.copyState();
  const filling = problem === null ? "filling" : "failed";
  const before = startedAt === null ? "waiting" : filling;
  return { state: completeAt === null ? before : "complete", accountsRead: read };
}

/** By what is left, the size of the pages so far, and the requests that the copy may make. Null: nobody knows yet how many there are. */
function doneAt(
  { read, requests, total, completeAt, phase }: CopyState,
  known: number,
  perMinute: number,
  now: number,
): number | null {
  const all = total ?? (completeAt === null ? null : known);
  if (all === null || read === 0 || requests === 0) return null;
  if (phase === "profiles") return now + minute;
  const perRequest = Math.max(1, read / requests);
  const left = Math.max(1, Math.ceil((all - read) / perRequest));
  return now + (left / perMinute) * minute;
}
