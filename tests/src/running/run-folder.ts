import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The folder that stands for the temporary one while a run lasts. */
export interface RunFolder {
  path: string;
  /** Removes it with everything in it, and says what tests had left there. */
  remove(): string[];
}

// what the runners keep from one file to the next, and what a browser that was killed leaves
const ofRunners = /^(playwright-transform-cache|node-compile-cache|\.org\.chromium\.)/;

/** Makes a folder for one run, to be handed to the runners as `TMPDIR`. */
export function makeRunFolder(): RunFolder {
  const path = mkdtempSync(join(tmpdir(), "connect-console-run-"));
  return {
    path,
    remove() {
      const left = readdirSync(path).filter((name) => !ofRunners.test(name));
      rmSync(path, { recursive: true, force: true });
      return left.toSorted();
    },
  };
}
