/** Sleeps until the time passed or somebody wakes it. */
export interface Sleeper {
  /** Sleeps so long (ms) at most. Gives whether it was woken. */
  sleep(ms: number): Promise<boolean>;
  /** Ends the sleep, or the next one as it begins where nobody sleeps now. */
  wake(): void;
}

/** One who sleeps at a time. */
export function createSleeper(): Sleeper {
  let woken = false;
  let wake = (): void => {};
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          wake = () => {};
          resolve(woken);
          woken = false;
        };
        const timer = setTimeout(end, woken ? 0 : ms);
        wake = end;
      }),
    wake() {
      woken = true;
      wake();
    },
  };
}
