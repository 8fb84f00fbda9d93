import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const web = new URL("../../../web", import.meta.url).pathname;
const styleOf = (name: string): string => `@mantine/core/styles/${name}.css`;
const stylesIn = (file: string): string[] =>
  [...readFileSync(join(web, file), "utf8").matchAll(/^import "(@mantine\/core\/.+)";$/gm)].map(
    ([, style = ""]) => style,
  );

/** The names that a file takes from @mantine/core, types left out. */
function componentsIn(file: string): string[] {
  const imports = readFileSync(join(web, file), "utf8").matchAll(
    /^import \{([^}]*)\} from "@mantine\/core";$/gm,
  );
  return [...imports].flatMap(([, names = ""]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => /^[A-Z]/.test(name)),
  );
}

const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "src"], {
  cwd: web,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => /\.(?:tsx?|css)$/.test(file) && existsSync(join(web, file)));

it("loads the style of every Mantine component with it, for all pages or in the file that uses it", () => {
  expect(files.length).toBeGreaterThan(20);
  const everywhere = stylesIn("src/styles.ts");
  expect(everywhere).toContain(styleOf("Button"));
  const unstyled = files.flatMap((file) => {
    const styles = new Set([...everywhere, ...stylesIn(file)]);
    return componentsIn(file)
      .filter((name) => existsSync(join(web, "node_modules", styleOf(name))))
      .filter((name) => !styles.has(styleOf(name)))
      .map((name) => `${file}: import "${styleOf(name)}";`);
  });
  expect(unstyled).toEqual([]);
});

it("uses no palette that the page's style leaves out", () => {
  const leftOut = /leftOut = \/\^--mantine-color-\(\?:([a-z|]+)\)-\//.exec(
    readFileSync(join(web, "vite.config.ts"), "utf8"),
  )?.[1];
  expect(leftOut).toContain("pink");
  const used = new RegExp(`(?:["'\`]|--mantine-color-)(?:${leftOut})(?:["'\`.]|-\\w)`);
  expect(used.test('color="pink"') && used.test("var(--mantine-color-pink-3)")).toBe(true);
  expect(files.filter((file) => used.test(readFileSync(join(web, file), "utf8")))).toEqual([]);
});
