import type { Context } from "../context.ts";
import { upsertAccounts, markGone } from "./upsert-accounts.ts";
import { type CopyState, noCopyYet } from "../ports/accounts.ts";
import { type StackOneAccount, StackOneError } from "../ports/stackone.ts";
import type { Repositories } from "../ports/store.ts";

/** ms between the end of a pass and the begin of the next */
const passEvery = 30 * 60_000;
/** ms until a pass that failed goes on */
const goOnAfter = 60_000;
/** ms; what a pass left for longer is likely to be another list by now */
const worthGoingOn = 30 * 60_000;

/** pages after which a first pass asks how long it will take */
const worthEstimating = 10;

/** Whether a pass is to begin or to go on now. `atStart`: the console has just started. */
export function isPassDue(state: CopyState, now: number, atStart: boolean): boolean {
  if (state.startedAt !== null && state.problem === null) return true;
  return atStart || state.nextAt === null || state.nextAt <= now;
}

/**
 * One step of a full pass over StackOne's accounts: asks for a page, and writes it together with how far the pass is, so that a restart goes on
 * there. `done` after the last one. Throws StackOneError, after it was written down why the pass stopped. Never two steps at once.
 */
export async function copyNextPage(ctx: Context, isFirstStep: boolean): Promise<"more" | "done"> {
  const state = await beginOrGoOn(ctx);
  try {
    return await step(ctx, state);
  } catch (error) {
    if (!(error instanceof StackOneError)) throw error;
    // a cursor kept over a restart may be none any more: then the pass begins again
    if (isFirstStep && state.cursor !== null && error.failure === "rejected") {
      await ctx.store.accounts.putCopyState(begun(state, ctx.clock.now()));
      return "more";
    }
    const stopped = { problem: error.message, nextAt: ctx.clock.now() + goOnAfter };
    await ctx.store.accounts.putCopyState({ ...state, ...stopped });
    throw error;
  }
}

async function beginOrGoOn({ store, clock }: Context): Promise<CopyState> {
  const state = await store.accounts.copyState();
  const now = clock.now();
  const isFresh = state.steppedAt !== null && now - state.steppedAt < worthGoingOn;
  if (state.startedAt !== null && isFresh && state.problem === null) return state;
  const goingOn = state.startedAt !== null && isFresh ? state : begun(state, now);
  const running = { ...goingOn, problem: null, nextAt: null };
  // written at once, so that the page says that a pass runs
  await store.accounts.putCopyState(running);
  return running;
}

function begun(state: CopyState, now: number): CopyState {
  const { completeFrom, completeAt } = state;
  return { ...noCopyYet, completeFrom, completeAt, startedAt: now, steppedAt: now };
}

async function step(ctx: Context, state: CopyState): Promise<"more" | "done"> {
  if (state.phase === "profiles") return copyProfiles(ctx, state);
  const at = ctx.clock.now();
  const page = await ctx.stackone.readAccountsPage(state.cursor, "copy");
  const next = {
    ...progressed(ctx, state, page),
    read: state.read + page.items.length,
    total: page.total ?? state.total ?? (await estimate(ctx, state, page.next)),
    hasHoles: state.hasHoles === true || page.unreadable?.includes(null) === true,
    lacksProfiles: state.lacksProfiles || page.items.some(namesNoProfile),
  };
  let notified: string[] = [];
  const written = await ctx.store.transaction(async (tx) => {
    notified = await upsertAccounts(ctx, tx, page.items, at);
    // what cannot be read is there all the same
    const unread = (page.unreadable ?? []).filter((id) => id !== null);
    if (unread.length > 0) await tx.accounts.touch(unread, at);
    if (next.cursor === null && next.lacksProfiles) {
      await tx.accounts.putCopyState({ ...next, phase: "profiles" });
      return "more";
    }
    return goOnOrFinish(ctx, tx, next);
  });
  ctx.notify.changed(notified);
  return written;
}

/** The first pass of a long list cannot know how long it is, unless it looks; later ones know how many there were. */
async function estimate(
  ctx: Context,
  { requests, completeAt }: CopyState,
  next: string | null,
): Promise<number | null> {
  if (next === null || completeAt !== null || requests !== worthEstimating) return null;
  try {
    return await ctx.stackone.estimateAccounts("copy");
  } catch (error) {
    if (error instanceof StackOneError) return null;
    throw error;
  }
}

/** `/accounts` decides; a second list only adds the connector profiles, where the first names none. */
async function copyProfiles(ctx: Context, state: CopyState): Promise<"more" | "done"> {
  const page = await ctx.stackone.readProfilesPage(state.cursor, "copy");
  const next = progressed(ctx, state, page ?? { next: null });
  return ctx.store.transaction(async (tx) => {
    if (page) await tx.accounts.putProfiles(page.items);
    return goOnOrFinish(ctx, tx, next);
  });
}

const namesNoProfile = ({ connectorProfileId }: StackOneAccount) =>
  connectorProfileId === undefined;

function progressed(
  { clock }: Context,
  state: CopyState,
  { next }: { next: string | null },
): CopyState {
  return { ...state, cursor: next, steppedAt: clock.now(), requests: state.requests + 1 };
}

async function goOnOrFinish(
  ctx: Context,
  tx: Repositories,
  state: CopyState,
): Promise<"more" | "done"> {
  if (state.cursor !== null) {
    await tx.accounts.putCopyState(state);
    return "more";
  }
  const now = ctx.clock.now();
  // an account that moves between two pages may be missed by one pass, not by two
  if (state.completeFrom !== null && state.hasHoles !== true)
    await markGone(ctx, tx, await tx.accounts.notReadSince(state.completeFrom), now);
  await tx.accounts.putCopyState({
    ...state,
    startedAt: null,
    completeFrom: state.startedAt,
    completeAt: now,
    nextAt: now + passEvery,
  });
  return "done";
}
