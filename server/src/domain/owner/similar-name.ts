import { withoutLegalForms } from "./legal-forms.ts";
import { looksLike } from "./confusable-letters.ts";
import { normalizeName, nameWords } from "./name-words.ts";

/** letters; shorter words differ by a letter on purpose: EU and UK, Fund II and Fund III */
const longWord = 5;
const longName = 8;
const connectors: ReadonlySet<string> = new Set(["and", "und", "et"]);

/**
 * Whether a person could take two names for one: they are the same but for case, accents, punctuation, white space, legal
 * form and letters that look alike, or one long word of a long name has one typo. Digits always count.
 */
export function areNearEqual(one: string, other: string): boolean {
  const [first, second] = [significantWords(one), significantWords(other)];
  return first.join("") === second.join("") || differByTypo(first, second);
}

function significantWords(name: string): string[] {
  const words = nameWords(name).map(looksLike);
  const rest = withoutLegalForms(words).filter((word) => !connectors.has(word));
  if (rest.length > 0) return rest;
  return words.length > 0 ? words : [normalizeName(name).replace(/\s/g, "")];
}

function differByTypo(first: string[], second: string[]): boolean {
  if (first.length !== second.length) return false;
  const differing = first.flatMap((word, index) => {
    const other = second[index] ?? "";
    return word === other ? [] : [{ word, other }];
  });
  const [pair, ...more] = differing;
  if (!pair || more.length > 0 || /\p{N}/u.test(pair.word + pair.other)) return false;
  const letters = Math.max(first.join("").length, second.join("").length);
  return (
    letters >= longName &&
    Math.max(pair.word.length, pair.other.length) >= longWord &&
    isOneTypo(pair.word, pair.other)
  );
}

/** One letter more, less or another, or two neighbours changed round. The words differ. */
function isOneTypo(word: string, other: string): boolean {
  const [short, long] = word.length <= other.length ? [word, other] : [other, word];
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  const [rest, longRest] = [short.slice(start), long.slice(start)];
  if (short.length < long.length) return rest === longRest.slice(1);
  const swapped = `${rest.charAt(1)}${rest.charAt(0)}${rest.slice(2)}`;
  return rest.slice(1) === longRest.slice(1) || swapped === longRest;
}

/** By what a name is found among many: names that are near-equal share a mark and a probe, in both directions. */
export interface NameMarks {
  /** equal for names that are the same but for a typo */
  whole: string;
  /** each half with the length and the digits of the name: of two names that differ by a typo one half is the same */
  head: string | null;
  tail: string | null;
}

/** What is kept of a name. */
export function marksOf(name: string): NameMarks {
  const whole = significantWords(name).join("");
  const long = whole.length >= longName - 1;
  return { whole, ...(long ? halves(whole, whole.length) : { head: null, tail: null }) };
}

/** The marks that near-equal names of this one have. */
export function probesOf(name: string): { whole: string; heads: string[]; tails: string[] } {
  const whole = significantWords(name).join("");
  const lengths = [whole.length - 1, whole.length, whole.length + 1];
  const marks = lengths
    .filter((length) => length >= longName - 1)
    .map((length) => halves(whole, length));
  return { whole, heads: marks.map(({ head }) => head), tails: marks.map(({ tail }) => tail) };
}

/** As a name of that length would have them, were this one its misspelling: a typo touches one half only. */
function halves(whole: string, length: number): { head: string; tail: string } {
  const half = Math.floor((length - 1) / 2);
  const digits = whole.replace(/\P{N}/gu, "");
  return {
    head: `${length} ${whole.slice(0, half)} ${digits}`,
    tail: `${length} ${whole.slice(-half)} ${digits}`,
  };
}
