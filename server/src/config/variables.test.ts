import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { envExample, variablesIn } from "../../deploy/env-example.ts";
import { Variables } from "./environment.ts";
import secretNames from "./secret-variables.json" with { type: "json" };

const repository = new URL("../../..", import.meta.url).pathname;
const read = (file: string) => readFileSync(`${repository}${file}`, "utf8");

/** Node's own names, which the console hands on; and one that it only refuses. */
const proxies = ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"];
const refused = ["DATABASE_URL"];

const rows = variablesIn(read("README.md"));
const listed = rows.flatMap(({ variables }) => variables);
const names = listed.map(({ name }) => name);

describe("the table of variables", () => {
  it("names each variable that the code reads, once, and no other", () => {
    const inCode = Object.keys(Variables.shape).filter((name) => !refused.includes(name));
    expect(names.toSorted()).toEqual([...inCode, ...proxies].toSorted());
  });

  it("says what the code presets", () => {
    const presets = Object.entries(Variables.parse({})).map(([name, value]) => [
      name,
      String(value),
    ]);
    const said = listed.filter(({ name }) => presets.some(([preset]) => preset === name));
    expect(presets.length).toBeGreaterThan(5);
    expect(Object.fromEntries(said.map(({ name, preset }) => [name, preset]))).toEqual(
      Object.fromEntries(presets),
    );
  });

  it("has every secret, but one that is refused", () => {
    expect(secretNames.filter((name) => !names.includes(name))).toEqual(refused);
  });

  it("has what the server reads from the environment without a schema", () => {
    const sources = globSync("server/{src,deploy}/**/*.{ts,mjs}", { cwd: repository });
    const inPassing = sources
      .filter((file) => !file.endsWith(".test.ts"))
      .flatMap((file) => [...read(file).matchAll(/process\.env(?:\.|\[")([A-Z][A-Z0-9_]+)/g)])
      .map(([, name = ""]) => name);
    const ofEverySystem = ["PATH", "HOME", "TMPDIR"];
    expect(inPassing).toContain("PORT");
    expect(inPassing.filter((name) => ![...names, ...ofEverySystem].includes(name))).toEqual([]);
  });

  it("is what env.example is made from (`npm run env-example` makes it anew)", () => {
    expect(read("server/deploy/env.example")).toBe(envExample(rows));
  });
});

describe("env.example", () => {
  const readme = [
    "# Console",
    "## Configuration",
    "| variable | meaning | without it |",
    "|---|---|---|",
    "| `HOST`, `PORT` | where it *listens* | `127.0.0.1`, `4400` |",
    "| `SECRET_KEY` | 32 bytes ([more](docs/operation.md)) | made once; `local` refuses it |",
    "## Next",
    "| `NOT_ONE` | of another table | `x` |",
  ].join("\n");

  it("says of every variable of the table what it means, what holds without it, and whether it is secret", () => {
    const [, ...entries] = envExample(variablesIn(readme)).trimEnd().split("\n\n");
    expect(entries).toEqual([
      "# where it listens.\n# Not set: 127.0.0.1, 4400.\n#HOST=127.0.0.1\n#PORT=4400",
      "# 32 bytes (more).\n# Not set: made once; local refuses it.\n# Keep it secret.\n#SECRET_KEY=",
    ]);
  });

  it("changes with the table", () => {
    const changed = readme.replace("`4400`", "`4500`").replace("`SECRET_KEY`", "`SECRET_KEYS`");
    const text = envExample(variablesIn(changed));
    expect(text).toContain("#PORT=4500\n");
    expect(text).toContain("#SECRET_KEYS=\n");
    expect(text).not.toBe(envExample(variablesIn(readme)));
  });
});
