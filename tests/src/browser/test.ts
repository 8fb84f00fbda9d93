import { test as base, expect } from "@playwright/test";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";

export interface Fixtures {
  /** Environment of the console beside the defaults; set by `test.use`. */
  environment: Record<string, string>;
  running: RunningConsole;
  /** Whether the page may ask StackOne itself, as the Hub's component does. */
  asksStackOne: boolean;
  /** Origins beside the console's own to which the person goes, as a sign-in provider. */
  visits: string[];
  /** Whether the browser may report errors, as it does of each file that a proxy answers with its own sign-in. */
  mayComplain: boolean;
  /** Fails the test when a page of the console reports an error or asks an outside host. */
  quiet: void;
}

/** Each test has a console, a simulator and a store of its own. */
export const test = base.extend<Fixtures>({
  environment: [{}, { option: true }],
  asksStackOne: [false, { option: true }],
  visits: [[], { option: true }],
  mayComplain: [false, { option: true }],
  running: async ({ environment }, use) => {
    const running = await startRunningConsole(environment);
    await use(running);
    await running.stop();
  },
  baseURL: async ({ running }, use) => use(running.url),
  quiet: [
    async ({ page, running, asksStackOne, visits, mayComplain }, use) => {
      const own = [running.url, ...visits, ...(asksStackOne ? [running.simulator.url] : [])];
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
          complaints.push(message.text());
      });
      page.on("request", (request) => {
        const url = request.url();
        if (/^https?:/.test(url) && !own.some((each) => url.startsWith(each)))
          complaints.push("the page asked an outside host");
      });
      await use();
      if (!mayComplain) expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
