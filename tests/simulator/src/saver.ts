import { type State, writeState } from "./state.ts";

const shortestPause = 200;

/** Saves the state a moment after a change; a big state less often, so that saving takes a twentieth of the time at most. */
export function createSaver(path: string | undefined, state: () => State) {
  let timer: NodeJS.Timeout | undefined;
  let pause = shortestPause;
  function flush(): void {
    clearTimeout(timer);
    const pending = timer !== undefined;
    timer = undefined;
    if (path === undefined || !pending) return;
    const start = performance.now();
    writeState(path, state());
    pause = Math.max(shortestPause, (performance.now() - start) * 20);
  }
  return {
    schedule(): void {
      if (path === undefined) return;
      timer ??= setTimeout(flush, pause).unref();
    },
    /** Writes what is not written yet, now. */
    flush,
  };
}
