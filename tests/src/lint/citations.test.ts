import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { citationsTo, type Targets } from "./citations.ts";

const repository = new URL("../../..", import.meta.url).pathname;
const read = (file: string) => readFileSync(join(repository, file), "utf8");
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: repository,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(repository, file)));

const brokenCitations = citationsTo({
  files,
  rules: read("docs/rules.md"),
  stackone: read("docs/stackone.md"),
});

const isRead = (file: string) =>
  /\.(tsx?|mjs|css|html|md|ya?ml|example)$|^\.ci\//.test(file) &&
  file !== "pnpm-lock.yaml" &&
  file !== "tests/src/lint/citations.test.ts";

describe("citations", () => {
  it("lead somewhere, in every document and every comment", () => {
    const broken = files.filter(isRead).flatMap((file) => brokenCitations(file, read(file)));
    expect(broken).toEqual([]);
  });

  it("are many, so that the search is not blind", () => {
    const cited = files
      .filter(isRead)
      .filter((file) => /docs\/(rules|stackone)\.md, \d/.test(read(file)));
    expect(cited.length).toBeGreaterThan(50);
  });
});

const targets: Targets = {
  files: [
    "docs/rules.md",
    "docs/stackone.md",
    "docs/decisions/004-progress.md",
    "server/src/auth/oidc.ts",
    "server/src/domain/owner/add.ts",
    "web/src/frame/staff.tsx",
  ],
  rules: "# Rules\n\n**1. One.** Text.\n\n**14. Secrets are** text.\n",
  stackone: "## 5. Accounts\n\n### 5.1 The older interface\n",
};

const brokenIn = citationsTo(targets);

describe("a citation without its target is found", () => {
  it.each([
    ["a rule", "/** Sealed (docs/rules.md, 15). */"],
    ["one rule of several", "// (docs/rules.md, 1, 3 and 14)"],
    ["a rule by its word", "// as rule 2 says"],
    ["a section", " * Asked twice (docs/stackone.md, 5.2)."],
    ["a decision", "// both are open (decision 005)"],
    ["a document", "// see docs/nowhere.md"],
    ["a file", "// `server/src/auth/saml.ts` has it"],
    ["a short path", "// `owner/remove.ts` has it"],
    ["one of two files", "// `auth/{oidc,saml}.ts`"],
    ["a folder", "// lies in server/src/sessions"],
    ["a bare name", "// `steady.ts` keeps it"],
    ["a document elsewhere", "/** Sealed (design, rule 14). */"],
    ["another one", "// Basic (contract, 9)."],
    ["a name of tests", "// by today's clock (B16)"],
  ])("%s", (_, comment) => {
    const text = comment.startsWith(" *") ? `/**\n${comment}\n */` : comment;
    expect(brokenIn("server/src/domain/owner/add.ts", text)).toHaveLength(1);
  });

  it.each([
    ["a link", "Read [this](nowhere.md)."],
    ["a path in backticks", "The rules: `domain/rules`, and `domain/owner/rename.ts`."],
    ["a table", "| owners | `server/src/domain/owners` |"],
  ])("in a document: %s", (_, text) => {
    expect(brokenIn("docs/architecture.md", text)).toHaveLength(1);
  });
});

describe("what leads somewhere is let through", () => {
  it.each([
    [
      "server/src/domain/owner/add.ts",
      "/** (docs/rules.md, 1 and 14), `auth/oidc.ts`, `add.ts` */",
    ],
    ["server/src/domain/owner/add.ts", "// (docs/stackone.md, 5 and 5.1; decision 004)"],
    ["server/src/domain/owner/add.ts", 'const text = "docs/nowhere.md, decision 999";'],
    ["server/src/domain/owner/add.test.ts", '// B16: "application/json", `GET /accounts`, `a/b`'],
    ["docs/rules.md", "See [the facts](stackone.md#5) and `frame/staff.tsx`, server/src/domain."],
    ["docs/rules.md", "```\nserver/src/nowhere.ts\n```"],
    [
      "docs/rules.md",
      "[StackOne](https://docs.stackone.com), `/api/nowhere`, `DATA_DIR/secret-key`",
    ],
  ])("%s: %s", (file, text) => {
    expect(brokenIn(file, text)).toEqual([]);
  });
});
