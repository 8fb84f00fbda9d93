import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openStore } from "../open-store.ts";

export const key = (fill: number) => new Uint8Array(32).fill(fill);
export const start = Date.parse("2026-01-01T00:00:00Z");
export const hour = 3_600_000;

/** A directory that goes with the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "connect-console-store-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A store with a clock that stands still until the test moves it; closed with the test. */
export async function openTestStore(directory = temporaryDirectory(), secretKeys = [key(1)]) {
  let time = start;
  const clock = { now: () => time };
  const store = await openStore({ directory, secretKeys, clock });
  onTestFinished(() => store.close());
  return { store, directory, advance: (by: number) => (time += by) };
}

/** Everything that lies in the store's directory, as one run of bytes. */
export function bytesIn(directory: string): Buffer {
  return Buffer.concat(readdirSync(directory).map((file) => readFileSync(join(directory, file))));
}
