import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import secretNames from "@connect-console/server/secret-variables" with { type: "json" };
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const repository = new URL("../../..", import.meta.url).pathname;
const setUp = join(repository, "server/deploy/setup.mjs");

/** Writes its arguments and its environment as a line of `seen`. */
const recorder = `require("node:fs").appendFileSync(process.env.SEEN, JSON.stringify({ args: process.argv.slice(1), env: process.env }) + "\\n");`;

let folder: string;
let project: string;
const put = (path: string, text: string, mode = 0o644): void => {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
};

/** A project of the same kind, a registry that knows only its pnpm, and programs that record with which environment they run. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "connect-console-set-up-"));
  project = join(folder, "project");
  put(
    "package/bin/pnpm.cjs",
    `${recorder} require("node:fs").mkdirSync("node_modules/x", { recursive: true }); require("node:fs").mkdirSync("web/node_modules", { recursive: true });`,
  );
  execFileSync("tar", ["-czf", "pnpm.tgz", "package"], { cwd: folder });
  const sha512 = createHash("sha512")
    .update(readFileSync(join(folder, "pnpm.tgz")))
    .digest("hex");
  put("project/package.json", JSON.stringify({ packageManager: `pnpm@1.2.3+sha512.${sha512}` }));
  put("project/pnpm-lock.yaml", "lockfileVersion: 9\n");
  put("project/web/package.json", "{}");
  put(
    "project/web/node_modules/vite/bin/vite.js",
    `${recorder} require("node:fs").mkdirSync("dist", { recursive: true });`,
  );
  put(
    "bin/npm",
    `#!${process.execPath}\n${recorder}\nconst to = process.argv[process.argv.indexOf("--pack-destination") + 1];
require("node:fs").copyFileSync(${JSON.stringify(join(folder, "pnpm.tgz"))}, to + "/pnpm-1.2.3.tgz"); console.log("pnpm-1.2.3.tgz");`,
    0o755,
  );
  put("bin/npx", `#!${process.execPath}\n${recorder}\nprocess.exit(1);`, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(environment: Record<string, string> = {}) {
  const PATH = [join(folder, "bin"), dirname(process.execPath), process.env["PATH"]].join(":");
  const env = { PATH, SEEN: join(folder, "seen"), TMPDIR: join(folder, "tmp"), ...environment };
  mkdirSync(env.TMPDIR, { recursive: true });
  return spawnSync(process.execPath, [setUp], { cwd: project, env, encoding: "utf8" });
}

function seen(): { args: string[]; env: Record<string, string> }[] {
  const file = join(folder, "seen");
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("the set-up", () => {
  test("B8: neither the package manager nor the build sees a secret, by its name or by its file", () => {
    const secrets = secretNames.flatMap((name) => [
      [name, "planted"],
      [`${name}_FILE`, "/planted"],
    ]);
    const ended = run({ ...Object.fromEntries(secrets), PORT: "4400" });
    expect([ended.status, ended.stderr]).toEqual([0, ""]);
    const programs = seen().map(({ args }) => args[0]?.split("/").at(-1));
    expect(programs).toEqual(["npm", "pnpm.cjs", "vite.js"]);
    for (const { env } of seen()) {
      expect(JSON.stringify(env)).not.toContain("planted");
      expect(env).toMatchObject({ PORT: "4400" });
    }
  });

  test("C31: a package manager with another hash is not run", () => {
    put(
      "project/package.json",
      JSON.stringify({ packageManager: `pnpm@1.2.3+sha512.${"0".repeat(128)}` }),
    );
    const ended = run();
    expect([ended.status, ended.stderr]).toEqual([
      1,
      expect.stringContaining("its sha512 differs. Nothing was run."),
    ]);
    expect(seen().map(({ args }) => args[0]?.split("/").at(-1))).toEqual(["npm"]);
  });

  test.each(["pnpm@1.2.3", "pnpm@1.2.3+sha1.abc", "yarn@4.0.0"])(
    "C31: %s without its sha512 is refused",
    (packageManager) => {
      put("project/package.json", JSON.stringify({ packageManager }));
      expect(run()).toMatchObject({
        status: 1,
        stderr: expect.stringContaining("must name pnpm with its sha512"),
      });
      expect(seen()).toEqual([]);
    },
  );

  test("F19: where all is installed and built, nothing is fetched and nothing is run", () => {
    run();
    rmSync(join(folder, "seen"));
    const ended = run({ HOME: join(folder, "nobody") });
    expect([ended.status, ended.stdout, ended.stderr]).toEqual([0, "", ""]);
    expect(seen()).toEqual([]);
  });

  test.each([
    ["another lock file", () => put("project/pnpm-lock.yaml", "lockfileVersion: 9\n# newer\n")],
    ["another dependency", () => put("project/web/package.json", '{"dependencies":{}}')],
    [
      "a package that lacks its dependencies",
      () => rmSync(join(project, "web/node_modules"), { recursive: true }),
    ],
  ])("F19: %s is installed again", (_, change) => {
    run();
    change();
    rmSync(join(folder, "seen"));
    run();
    expect(seen().map(({ args }) => args[0]?.split("/").at(-1))).toContain("pnpm.cjs");
  });

  test("F19: an installation that failed is tried again at the next start", () => {
    put("bin/npm", `#!${process.execPath}\nconsole.error("no network"); process.exit(1);`, 0o755);
    expect(run()).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/pnpm@1\.2\.3 could not be fetched: .*no network/),
    });
    expect(run()).toMatchObject({ status: 1 });
  });
});
