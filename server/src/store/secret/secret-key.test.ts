import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { loadSecretKeys } from "./secret-key.ts";
import { temporaryDirectory } from "../testing/fixtures.ts";

const base64 = (fill: number) => Buffer.alloc(32, fill).toString("base64");

test("keys of the environment are taken in their order, and no file is made", () => {
  const dataDir = temporaryDirectory();
  const keys = loadSecretKeys({ dataDir, fromEnvironment: `${base64(1)}, ${base64(2)}` });
  expect(keys.map((key) => [key.length, key[0]])).toEqual([
    [32, 1],
    [32, 2],
  ]);
  expect(readdirSync(dataDir)).toEqual([]);
});

test.each([
  "",
  "short-secret-text",
  `${base64(1)},short-secret-text`,
  base64(1).slice(0, -1),
  Buffer.alloc(33).toString("base64"),
])("a bad key is refused by a sentence that does not print it", (fromEnvironment) => {
  const load = () => loadSecretKeys({ dataDir: temporaryDirectory(), fromEnvironment });
  expect(load).toThrow(/^SECRET_KEY: .* 32 bytes in base64/);
  expect(load).not.toThrow(/short-secret-text|AQEB|AAAA/);
});

test("without one a key is made once, for its owner's eyes only", () => {
  const dataDir = join(temporaryDirectory(), "data");
  const [made] = loadSecretKeys({ dataDir });
  expect(loadSecretKeys({ dataDir })).toEqual([made]);
  expect(made).toHaveLength(32);
  expect(statSync(join(dataDir, "secret-key")).mode & 0o777).toBe(0o600);
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  expect(readdirSync(dataDir)).toEqual(["secret-key"]);
});

test("a damaged key file is said, not replaced", () => {
  const dataDir = temporaryDirectory();
  writeFileSync(join(dataDir, "secret-key"), "half a k");
  expect(() => loadSecretKeys({ dataDir })).toThrow(/secret-key: the key is not 32 bytes/);
  expect(readFileSync(join(dataDir, "secret-key"), "utf8")).toBe("half a k");
});

test("processes that start at once agree on one key", async () => {
  const dataDir = temporaryDirectory();
  const script = `import { loadSecretKeys } from ${JSON.stringify(new URL("secret-key.ts", import.meta.url).href)};
    import { createHash } from "node:crypto";
    process.stdout.write(createHash("sha256").update(loadSecretKeys({ dataDir: process.argv[1] })[0]).digest("hex"));`;
  const hashes = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, ["--input-type=module", "-e", script, dataDir], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const [printed] = await Promise.all([text(child.stdout), once(child, "exit")]);
      return printed;
    }),
  );
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(hashes).size).toBe(1);
  expect(readdirSync(dataDir)).toEqual(["secret-key"]);
});
