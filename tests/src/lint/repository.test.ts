import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const repository = new URL("../../..", import.meta.url).pathname;

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: repository,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(join(repository, file)));

const isText = (file: string): boolean =>
  /\.(tsx?|mjs|jsonc?|ya?ml|md|html|css|svg|txt)$/.test(file);

/** Lines of the text files that match, as file:line. */
function linesLike(pattern: RegExp, fits: (file: string) => boolean = isText): string[] {
  return files
    .filter((file) => file !== "pnpm-lock.yaml" && fits(file))
    .flatMap((file) =>
      readFileSync(join(repository, file), "utf8")
        .split("\n")
        .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}`] : [])),
    );
}

describe("the repository", () => {
  it("lists its files", () => {
    expect(files).toContain("package.json");
    expect(files.length).toBeGreaterThan(20);
  });

  it("keeps the top level to what belongs there", () => {
    const top = new Set(
      files.map((file) => file.split("/")[0] ?? "").filter((name) => !name.startsWith(".")),
    );
    const allowed = [
      "web",
      "server",
      "shared",
      "tests",
      "docs",
      "package.json",
      "pnpm-workspace.yaml",
    ];
    const more = ["tsconfig.base.json", "README.md", "LICENSE", "pnpm-lock.yaml"];
    expect([...top].filter((name) => ![...allowed, ...more].includes(name))).toEqual([]);
  });

  it("has no folder that says nothing", () => {
    const vague = /(^|\/)(utils?|lib|helpers?|services?|misc|common)\//;
    expect(files.filter((file) => vague.test(file))).toEqual([]);
  });

  it("keeps nothing between two calls of the domain but in its memory (domain/ports/memory.ts)", () => {
    const state =
      /^(export )?(let\b|(const|var) (?!.*: Readonly(Set|Map)<).*= (new (Weak)?(Map|Set|Ref)\b|\[\];|\{\};))/;
    const domain = (file: string) =>
      /^server\/src\/domain\/(?!testing\/).*(?<!\.test)\.ts$/.test(file);
    expect(linesLike(/^const \w+: Readonly(Set|Map)</, domain)).not.toEqual([]);
    // an index of a baseline, kept by that baseline: the same whoever asks
    const allowed = /^server\/src\/domain\/progress\/lacking\.ts:/;
    expect(linesLike(state, domain).filter((line) => !allowed.test(line))).toEqual([]);
  });

  it("says whole sentences beside the fields of an error", () => {
    const product = (file: string) =>
      /^(server|shared)\/src\/.*(?<!\.test)\.ts$/.test(file) && !file.includes("/testing/");
    // a text in what `fields` of an error holds; names of fields are lists and no such object
    const text = /\bfields(: \{ \W?[\w-]+\W*:|\.\w+ =) ["`]/;
    const fragment = /\bfields(: \{ \W?[\w-]+\W*:|\.\w+ =) (["`])(?![A-Z“].*\.\2)/;
    expect(linesLike(text, product).length).toBeGreaterThan(5);
    expect(linesLike(fragment, product)).toEqual([]);
  });

  it("lets no page of the web borrow from another page", () => {
    const borrowed = /(from|import\() ?"\.\.\/(?!\.\.\/)/;
    expect(linesLike(borrowed, (file) => file.startsWith("web/src/pages/"))).toEqual([]);
  });

  it("names its files in kebab-case", () => {
    const name = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;
    const sources = files.filter((file) => /\/(src|deploy)\//.test(file));
    expect(sources.filter((file) => !name.test(file.split("/").at(-1) ?? ""))).toEqual([]);
  });

  it("leaves out no test and runs none alone", () => {
    const leftOut = /\.(only|skip|skipIf|runIf|todo|fixme)\(/;
    expect(linesLike(leftOut, (file) => /\.(test|e2e)\.tsx?$/.test(file))).toEqual([]);
  });

  it("knows no path of anybody's machine", () => {
    expect(linesLike(/(^|[^\w.])\/(work|root|home|Users)\/\w/)).toEqual([]);
  });

  it("switches a lint rule off for one line only, by name and with a reason", () => {
    const hidden = /(oxlint|eslint)-disable(?!-next-line [\w/-]+ -- \S)/;
    expect(linesLike(hidden, (file) => /\.(tsx?|mjs)$/.test(file))).toEqual([]);
  });
});
