import type { Context } from "../domain/context.ts";
import { elapsedOf } from "../domain/ports/clock.ts";
import { StackOneError } from "../domain/ports/stackone.ts";

/** ms; in this time StackOne is asked so often because of what it told, however much that was */
const span = 15_000;
const requestsInSpan = 5;
/** up to so many are asked for each on its own, which also tells that one is gone; more share a request */
const eachOnItsOwn = 3;
const idsAtOnce = 50;
/** The full passes find what is told beyond this. */
const rememberedAtMost = 1000;

/** Accounts to be read at once: a webhook named them, or a reading of their owner lacked them. Lost at a restart, when a full pass begins. */
export interface PendingAccounts {
  add(accountIds: Iterable<string>): void;
  /** Reads some of them; false: there is nothing to do now. Throws StackOneError; then they are still told. */
  readSome(ctx: Context): Promise<boolean>;
  /** Who is called when there is more to read. */
  onAdded(listener: () => void): void;
}

export function createPendingAccounts(): PendingAccounts {
  const pending = new Set<string>();
  const missed = new Set<string>();
  let asked: number[] = [];
  let onAdded = () => {};
  const hasPlace = (now: number): boolean => {
    asked = asked.filter((at) => at > now - span);
    return asked.length < requestsInSpan;
  };

  /** On its own: what is not there is gone, which the reading itself writes down. */
  const readOne = async (ctx: Context, ids: Set<string>, id: string): Promise<void> => {
    ids.delete(id);
    asked.push(elapsedOf(ctx.clock));
    try {
      await ctx.stackone.readAccount(id, "watch");
    } catch (error) {
      // a refused read, or one that cannot be read, is no reason to ask again; the next full pass sees it
      const isFinal =
        error instanceof StackOneError && (error.failure === "rejected" || error.unreadable);
      if (!isFinal) ids.add(id);
      throw error;
    }
  };

  const readTogether = async (ctx: Context): Promise<void> => {
    const ids = [...pending].slice(0, idsAtOnce);
    for (const id of ids) pending.delete(id);
    asked.push(elapsedOf(ctx.clock));
    try {
      const found = new Set(
        (await ctx.stackone.listAccountsById(ids, "watch")).map(({ id }) => id),
      );
      const known = await ctx.store.accounts.known(ids.filter((id) => !found.has(id)));
      for (const { id, goneAt } of known) if (goneAt === null) missed.add(id);
    } catch (error) {
      for (const id of ids) pending.add(id);
      throw error;
    }
  };

  return {
    add(accountIds) {
      const before = pending.size;
      for (const id of accountIds) if (pending.size < rememberedAtMost) pending.add(id);
      if (pending.size > before) onAdded();
    },
    async readSome(ctx) {
      const [first] = missed;
      const [next] = pending;
      const id = first ?? next;
      if (id === undefined || !hasPlace(elapsedOf(ctx.clock))) return false;
      if (first === undefined && pending.size > eachOnItsOwn) await readTogether(ctx);
      else await readOne(ctx, first === undefined ? pending : missed, id);
      return true;
    },
    onAdded(listener) {
      onAdded = listener;
    },
  };
}
