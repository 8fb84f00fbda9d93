import { AsyncLocalStorage } from "node:async_hooks";

/** Tells the calls that the work of an open transaction makes from all others. */
export interface TransactionScope {
  /** Does the work of a transaction. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  /** The same calls, each of which throws where the work of an open transaction makes it. */
  outside<Calls extends object>(calls: Calls): Calls;
}

/** There is one connection: the work that holds it would wait for itself, for ever, if it asked for it once more. */
export function createTransactionScope(): TransactionScope {
  const scopes = new AsyncLocalStorage<{ open: boolean }>();
  const refuseInside = (name: string) => {
    if (scopes.getStore()?.open)
      throw new Error(
        `${name} was called on the store inside a transaction of it. Inside a transaction, use its tx only.`,
      );
  };
  const outside = <Calls extends object>(calls: Calls, path: string): Calls => {
    const guarded = Object.entries(calls).map(([name, value]: [string, unknown]) => {
      const full = `${path}${name}`;
      if (typeof value !== "function") return [name, outside(value as object, `${full}.`)] as const;
      const call = async (...args: unknown[]): Promise<unknown> => {
        refuseInside(full);
        return (value as (...args: unknown[]) => unknown)(...args);
      };
      return [name, call] as const;
    });
    return Object.fromEntries(guarded) as Calls;
  };
  return {
    async run(work) {
      const scope = { open: true };
      try {
        return await scopes.run(scope, work);
      } finally {
        // what goes on behind the work's back is outside again, and waits as everybody does
        scope.open = false;
      }
    },
    outside: (calls) => outside(calls, ""),
  };
}
