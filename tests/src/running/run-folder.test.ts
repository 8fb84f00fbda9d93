import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { makeRunFolder } from "./run-folder.ts";

test("what a test leaves behind is named, and removed with the folder of the run", () => {
  const { path, remove } = makeRunFolder();
  expect(dirname(path)).toBe(tmpdir());
  for (const own of [
    "playwright-transform-cache-0",
    "node-compile-cache",
    ".org.chromium.Chromium.x",
  ])
    mkdirSync(join(path, own));
  mkdtempSync(join(path, "connect-console-store-"));
  writeFileSync(join(path, "a-file"), "");
  expect(remove()).toEqual(["a-file", expect.stringMatching(/^connect-console-store-/)]);
  expect(existsSync(path)).toBe(false);
});

test("a run that leaves nothing behind is clean", () => {
  expect(makeRunFolder().remove()).toEqual([]);
});
