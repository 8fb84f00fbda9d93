import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { folderSizeProblems } from "./folder-sizes.ts";

const repository = new URL("../../..", import.meta.url).pathname;

const Report = z.object({
  diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })),
});

/** A folder with these files, which goes with the test. */
function plant(files: Record<string, string>): string {
  const room = mkdtempSync(join(tmpdir(), "structure-"));
  onTestFinished(() => rmSync(room, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(room, file)), { recursive: true });
    writeFileSync(join(room, file), text);
  }
  return room;
}

/** What the lint of the repository finds in these files, as `rule file`. */
function lint(files: Record<string, string>): string[] {
  const room = plant(files);
  for (const part of [".oxlint.config.ts", ".oxlint"])
    cpSync(join(repository, part), join(room, part), { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(room, "node_modules"));
  const oxlint = join(repository, "node_modules/oxlint/bin/oxlint");
  const { stdout } = spawnSync(
    "node",
    [oxlint, "-c", ".oxlint.config.ts", "--format=json", ...Object.keys(files)],
    { cwd: room, encoding: "utf8" },
  );
  return Report.parse(JSON.parse(stdout)).diagnostics.map(
    ({ code, filename }) => `${/\(([\w-]+)\)/.exec(code)?.[1]} ${filename}`,
  );
}

const lines = (count: number) => "export {};\n".repeat(count);

// as .oxlint.config.ts says
const longest = 300;
const longestFunction = 60;

describe("a file is at most so long", () => {
  for (const [file, most] of [
    ["server/src/domain/owner/add.ts", longest],
    ["server/src/domain/owner/add.test.ts", longest],
    ["tests/src/browser/owners.e2e.ts", longest],
  ] as const) {
    it(file, () => {
      expect(lint({ [file]: lines(most) })).not.toContain(`max-lines ${file}`);
      expect(lint({ [file]: lines(most + 1) })).toContain(`max-lines ${file}`);
      expect(lint({ [file]: `${lines(most)}\n// a comment\n` })).not.toContain(`max-lines ${file}`);
    });
  }
});

/** A function of this many lines, and `between` them what does not count. */
const functionOf = (count: number, between = "") =>
  `${["export function long() {", ...Array(count - 2).fill("  void 0;"), "}"].join(`\n${between}`)}\n`;

describe("a function is at most so long", () => {
  const rule = "max-lines-per-function";
  for (const file of [
    "web/src/pages/owners/owners.tsx",
    "web/src/ui/choice.ts",
    "tests/simulator/src/hub.ts",
    "shared/src/owner.ts",
    "server/src/start.ts",
    "server/src/auth/oidc.ts",
    "server/src/domain/owner/add.ts",
    "server/src/polling/tracker.ts",
    "server/src/store/sqlite/database.ts",
  ])
    it(file, () => {
      expect(lint({ [file]: functionOf(longestFunction) })).not.toContain(`${rule} ${file}`);
      expect(lint({ [file]: functionOf(longestFunction + 1) })).toContain(`${rule} ${file}`);
      const commented = functionOf(longestFunction, "\n  // why\n");
      expect(lint({ [file]: commented })).not.toContain(`${rule} ${file}`);
    });

  it("but a test may be longer", () => {
    for (const file of ["web/src/ui/choice.test.ts", "server/src/domain/testing/make-row.ts"])
      expect(lint({ [file]: functionOf(longestFunction + 1) })).not.toContain(`${rule} ${file}`);
  });
});

describe("no import leads back to where it began", () => {
  it("of values", () => {
    const found = lint({
      "shared/src/one.ts": 'import { two } from "./two.ts";\nexport const one = () => two;\n',
      "shared/src/two.ts": 'import { one } from "./one.ts";\nexport const two = () => one;\n',
    });
    expect(found).toContain("no-cycle shared/src/one.ts");
  });

  it("of types, over three files too", () => {
    const found = lint({
      "shared/src/one.ts": 'import type { Two } from "./two.ts";\nexport type One = Two[];\n',
      "shared/src/two.ts": 'import type { Three } from "./three.ts";\nexport type Two = Three[];\n',
      "shared/src/three.ts":
        'import type { One } from "./one.ts";\nexport type Three = { one: One };\n',
    });
    expect(found).toContain("no-cycle shared/src/one.ts");
  });

  it("and lets one way pass", () => {
    const found = lint({
      "shared/src/one.ts": 'import type { Two } from "./two.ts";\nexport type One = Two[];\n',
      "shared/src/two.ts": "export type Two = string;\n",
    });
    expect(found).toEqual([]);
  });
});

describe("a folder of the server holds one noun", () => {
  const folder = (name: string, files: string[]) =>
    Object.fromEntries(files.map((file) => [`server/src/${name}/${file}`, ""]));
  const sources = (count: number) => Array.from({ length: count }, (_, index) => `f-${index}.ts`);
  const problemsOf = (files: Record<string, string>) =>
    folderSizeProblems(
      plant({
        ...folder("domain", ["a.ts"]),
        ...folder("store", ["b.ts"]),
        ...folder("http", ["c.ts"]),
        ...files,
      }),
    );

  it("has none too small or too large today", () => {
    expect(folderSizeProblems(repository)).toEqual([]);
  });

  it("counts tests where it is small", () => {
    expect(problemsOf(folder("store/owner", ["list.ts", "read.ts"]))).toEqual([
      "server/src/store/owner holds 2 files: merge it with its neighbour.",
    ]);
    expect(problemsOf(folder("store/owner", ["list.ts", "read.ts", "list.test.ts"]))).toEqual([]);
  });

  it("counts no tests where it is large", () => {
    const twenty = [...sources(20), "f-1.test.ts"];
    expect(problemsOf(folder("http/routes", twenty))).toEqual([]);
    expect(problemsOf(folder("domain/owner/deep", [...twenty, "one-more.ts"]))).toEqual([
      "server/src/domain/owner holds 0 files: merge it with its neighbour.",
      "server/src/domain/owner/deep holds 21 files without tests: give its second noun a folder.",
    ]);
  });

  it("leaves the layers themselves as they are", () => {
    expect(problemsOf(folder("domain", sources(25)))).toEqual([]);
  });
});
