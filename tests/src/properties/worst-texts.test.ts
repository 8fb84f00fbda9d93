import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { quickest, readers, worstTexts } from "../bench/worst-texts.ts";

const repository = new URL("../../../", import.meta.url).pathname;
const letters = 2_000;
const times = 16;
/** ms; what goes through 32,000 letters again for each of them takes a hundred times as long */
const surelyOnce = 6;
/** sixteen times the text takes a linear reader sixteen times as long, a quadratic one 256 times; a busy machine lies far below the middle */
const mostGrowth = 80;

const short = worstTexts(letters);
const long = worstTexts(letters * times);

/** The first text that this reader does not go through in a time that grows with its length. */
function slowText(read: (text: string) => unknown): string | undefined {
  const index = long.findIndex((text, at) => {
    if (quickest(read, text, 1) < surelyOnce) return false;
    const after = quickest(read, text);
    return after > surelyOnce && after / quickest(read, short[at] ?? "") > mostGrowth;
  });
  return long[index]?.slice(0, 30);
}

describe("A4: no text takes longer than its length", () => {
  test.each(Object.keys(readers))("%s", (name) => {
    expect(readers[name] && slowText(readers[name])).toBeUndefined();
  });

  test("a pattern that goes through a run twice is noticed", () => {
    expect(slowText((text) => /[a-z][a-z0-9+.-]*:\/\//i.test(text))).toMatch(/^a/);
    expect(slowText((text) => text.replace(/=+$/, ""))).toMatch(/^=/);
  });
});

/** Read from the operator's settings or from our own files, never from a text of somebody else's. */
const notForeign: Record<string, string> = {
  "server/src/config/environment.ts": "settings",
  "server/src/stackone/request/transport.ts": "settings",
  "server/src/stackone/parts.ts": "settings",
  "server/src/http/pages/console.ts": "the page's own document",
  "server/src/http/middleware/request-log.ts": "our own routes",
};

/** A pattern as it stands in code, behind what cannot end a value. */
const literal =
  /(?<=[=(,:[!&|?{};]\s*)\/(?![*/\s])((?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)/g;

describe("A4: every pattern in the code that reads foreign text", () => {
  const patterns = globSync("{shared,server,web}/src/**/*.{ts,tsx}", { cwd: repository })
    .filter((file) => !/\.test\.tsx?$|\/testing\//.test(file) && !(file in notForeign))
    .flatMap((file) =>
      [...readFileSync(`${repository}${file}`, "utf8").matchAll(literal)].map(
        ([whole, source = "", flags]) => ({ name: `${file} ${whole}`, source, flags }),
      ),
    );

  test("they are found", () => expect(patterns.length).toBeGreaterThan(50));

  test.each(patterns)("$name", ({ source, flags }) => {
    const everywhere = new RegExp(source, `${flags?.replace("g", "")}g`);
    expect(slowText((text) => text.replaceAll(everywhere, ""))).toBeUndefined();
  });
});
