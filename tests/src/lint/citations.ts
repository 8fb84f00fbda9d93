import { basename, dirname, posix } from "node:path";

/** What may be cited: the files of the repository, and the text of each that has numbers. */
export interface Targets {
  files: readonly string[];
  rules: string;
  stackone: string;
}

/** From where a path in a document or a comment may be read, beside the folder of the file that names it. */
const roots = ["", "server/src", "web/src", "shared/src", "tests/src", "tests/simulator/src"];
const packages = "web|server|shared|tests|docs";
/** What a recipe writes for a name that the reader chooses, and what an installation or a build makes. */
const placeholder = /NOUN|VERB|NAME|\b(?:node_modules|dist)\b/;
const extensions = "tsx?|mjs|md|json|css|html|png|svg|ya?ml|sh|example";

/**
 * Finds every citation of a text that leads nowhere, as `file:line: what`. Of code only the comments are read, of a document all
 * but its code blocks.
 */
export function citationsTo(targets: Targets): (file: string, text: string) => string[] {
  const known = namesOf(targets.files);
  return (file, text) =>
    prose(file, text).flatMap((line, index) => {
      const broken = new Set([
        ...numbersWithoutTarget(line, targets),
        ...pathsWithoutTarget(file, line, known),
        ...wordsWithoutTarget(file, line),
      ]);
      return [...broken].map((what) => `${file}:${index + 1}: ${what}`);
    });
}

/** The lines of which citations are read; the others are empty, so that the numbers of lines stay. */
function prose(file: string, text: string): string[] {
  const lines = text.split("\n");
  if (file.endsWith(".md")) {
    let isCode = false;
    return lines.map((line) => {
      if (line.startsWith("```")) isCode = !isCode;
      return isCode ? "" : line;
    });
  }
  if (/\.(ya?ml|sh|example)$|^\.ci\/|^\.(editorconfig|npmrc|gitignore)/.test(file))
    return lines.map((line) => /(^|\s)#(.*)/.exec(line)?.[2] ?? "");
  let isComment = false;
  return lines.map((line) => {
    const begins = isComment || /^\s*\{?\/\*/.test(line);
    const behind = /(?:^|\s)(?:\/\/|\/\*)(.*)/.exec(line)?.[1] ?? "";
    isComment = begins && !line.includes("*/");
    return begins ? line : behind;
  });
}

function numbersWithoutTarget(line: string, { files, rules, stackone }: Targets): string[] {
  const cited = (pattern: RegExp) =>
    [...line.matchAll(pattern)].flatMap(([, numbers = ""]) => numbers.match(/\d+(\.\d+)?/g) ?? []);
  const list = (number: string) => `(${number}(?:(?:, | and | to )${number})*)`;
  const missing = (document: string, numbers: string[], has: (number: string) => boolean) =>
    numbers.filter((number) => !has(number)).map((number) => `${document} has no ${number}`);
  return [
    ...missing(
      "docs/rules.md",
      [
        ...cited(new RegExp(`docs/rules\\.md, ${list("\\d+")}`, "g")),
        ...cited(new RegExp(`\\brules? ${list("\\d+")}`, "g")),
      ],
      (number) => rules.includes(`\n**${number}. `),
    ),
    ...missing(
      "docs/stackone.md",
      cited(new RegExp(`docs/stackone\\.md, ${list("\\d+(?:\\.\\d+)?")}`, "g")),
      (number) => new RegExp(`^###? ${number.replace(".", "\\.")}\\.? `, "m").test(stackone),
    ),
    ...missing(
      "docs/decisions",
      cited(new RegExp(`\\bdecisions? ${list("\\d{3}")}`, "g")),
      (number) => files.some((name) => name.startsWith(`docs/decisions/${number}-`)),
    ),
  ];
}

interface Names {
  paths: ReadonlySet<string>;
  bare: ReadonlySet<string>;
}

/** Every file and folder by its path, and every file by its bare name. */
function namesOf(files: readonly string[]): Names {
  const paths = new Set(files);
  for (const file of files)
    for (let folder = dirname(file); folder !== "."; folder = dirname(folder)) paths.add(folder);
  return { paths, bare: new Set(files.map((file) => basename(file))) };
}

function pathsWithoutTarget(file: string, line: string, known: Names): string[] {
  const named = [
    ...[...line.matchAll(/`([^`\s]+)`/g)].map(([, path = ""]) => path).filter(isPath),
    ...[...line.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
      .map(([, path = ""]) => path)
      .filter((path) => !/^[a-z]+:/.test(path)),
    ...(line.match(new RegExp(`(?<![\\w./@-])(${packages})/[\\w{},./-]*[\\w}]`, "g")) ?? []),
  ];
  return named
    .filter((path) => !placeholder.test(path))
    .flatMap(alternatives)
    .filter((path) => !exists(path.replace(/\/$/, ""), file, known))
    .map((path) => `${path} is not there`);
}

/** Whether a text in backticks names a file or a folder of the repository: by its beginning, or by its ending. */
function isPath(text: string): boolean {
  if (/[$*…<>()=:?#\\]/.test(text) || text.startsWith("/")) return false;
  const begins = new RegExp(`^(${packages}|\\.ci|\\.oxlint|\\.github)/`).test(text);
  return begins || new RegExp(`^[a-z0-9_.{},/-]+\\.(${extensions})$`).test(text);
}

/** `auth/{oidc,proxy}.ts` names two files. */
function alternatives(path: string): string[] {
  const [, before, choices, behind] = /^(.*?)\{([^}]*)\}(.*)$/.exec(path) ?? [];
  if (choices === undefined) return [path];
  return choices.split(",").map((choice) => `${before ?? ""}${choice}${behind ?? ""}`);
}

function exists(path: string, file: string, { paths, bare }: Names): boolean {
  if (!path.includes("/") && bare.has(path)) return true;
  return [...roots, dirname(file)].some((root) =>
    paths.has(posix.normalize(posix.join(root, path))),
  );
}

/** Words that cite a document that is not here, and in product code a letter with a number, which only names tests. */
function wordsWithoutTarget(file: string, line: string): string[] {
  const elsewhere =
    line.match(
      /\(design\b|\bdesign, (?:rule|section)|\bthe design\b|\bcontract, \d|\bthe contract\b/g,
    ) ?? [];
  const isTest = /\.(test|e2e|pictures)\.tsx?$/.test(file);
  const ids = isTest
    ? []
    : (line.match(/\((?:[A-F]|W|E)\d{1,2}[a-z]?(?:, [A-Z]\d{1,2}[a-z]?)*\)/g) ?? []);
  return [...elsewhere, ...ids].map((words) => `“${words}” cites what is not in the repository`);
}
