import { readFileSync, writeFileSync } from "node:fs";
import secretNames from "../src/config/secret-variables.json" with { type: "json" };

/** A row of README's table of variables: one variable, or some that belong together. */
export interface VariableRow {
  meaning: string;
  /** what holds where they are not set */
  without: string;
  /** `preset`: the value that it has without being set; null: none of its own */
  variables: { name: string; preset: string | null }[];
}

/** The table under “Configuration” in README.md: the one list of variables that people read. */
export function variablesIn(readme: string): VariableRow[] {
  const section = /\n## Configuration\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? "";
  return section.split("\n").flatMap((line): VariableRow[] => {
    const [, names = "", meaning = "", without = ""] = line.split(/(?:^| )\|(?: |$)/);
    const found = [...names.matchAll(/`([A-Z][A-Z0-9_]+)`/g)];
    const presets = without.split(", ").map(presetIn);
    const variables = found.map(([, name = ""], index) => ({
      name,
      preset: presets[index] ?? null,
    }));
    if (variables.length === 0) return [];
    return [{ meaning: plain(meaning), without: plain(without), variables }];
  });
}

/** A literal at the beginning of the cell (`4400`, 120, `local`); what follows explains it. */
function presetIn(cell: string): string | null {
  const [, quoted, number] = /^(?:`([^`\s]+)`|(\d+))(?=$|[,;:])/.exec(cell) ?? [];
  const preset = quoted ?? number ?? null;
  return preset === null || /[A-Z]{2}/.test(preset) ? null : preset;
}

const plain = (cell: string) => cell.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*]/g, "");

/** The text of env.example: every variable, commented out, with what it means. */
export function envExample(rows: readonly VariableRow[]): string {
  const head = [
    "# The environment of the console. Take a copy, remove the # before what you set, and keep the copy out of git.",
    "# Made from the table in README.md by `npm run env-example`.",
  ];
  const entries = rows.map(({ meaning, without, variables }) => [
    `# ${meaning}.`,
    `# Not set: ${without}.`,
    ...(variables.some(({ name }) => secretNames.includes(name)) ? ["# Keep it secret."] : []),
    ...variables.map(({ name, preset }) => `#${name}=${preset ?? ""}`),
  ]);
  return `${[head, ...entries].map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

if (import.meta.main) {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  writeFileSync(new URL("env.example", import.meta.url), envExample(variablesIn(readme)));
}
