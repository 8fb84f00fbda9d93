import { unwrappedTexts } from "./unwrapped-text.ts";

/** words of a text that could begin a link or be a token; more are not compared */
const startsAtMost = 30;
/** words that a link may have been split into */
const piecesAtMost = 8;
const candidatesAtMost = 400;
/** characters; no link and no token is longer */
const longest = 4_000;
/** characters; what is shorter is no token on its own */
const shortestToken = 16;

/** What a text may be compared with the links that are known by. */
export interface LinkCandidates {
  links: string[];
  tokens: string[];
}

/** What could be auth links or their tokens in a text that somebody pasted: alone, in a whole message, in brackets or quotes, wrapped, split over lines, with something added. */
export function linksIn(text: string): LinkCandidates {
  const links = new Set<string>();
  const tokens = new Set<string>();
  for (const each of unwrappedTexts(text))
    for (const word of joinedWords(each)) {
      if (links.size + tokens.size >= candidatesAtMost) break;
      for (const token of tokensIn(word)) tokens.add(token);
      if (isLink(word)) for (const link of spellings(word)) links.add(link);
    }
  return { links: [...links], tokens: [...tokens] };
}

const isLink = (word: string) =>
  word.includes("://") || /\btoken=/i.test(word) || /\w\.\w+\//.test(word);

/** The words that could begin a link or be a token, each alone and with those that follow: a line break or a quote's sign may stand inside of a link. */
function* joinedWords(text: string): Iterable<string> {
  // an invisible sign between two letters is not copied on purpose
  const words = text
    .replace(/\p{DI}+/gu, "")
    .split(/[\s<>"'`()[\]{}|«»‹›“”„‟‘’‚‛「」『』]+/)
    .map((word) => word.slice(0, longest));
  let starts = 0;
  for (const [index, word] of words.entries()) {
    if (starts >= startsAtMost) return;
    const start = withoutBegin(word, "*_~");
    if (!isLink(start) && !isOpaque(start)) continue;
    starts += 1;
    let joined = start;
    yield joined;
    for (const next of words.slice(index + 1, index + piecesAtMost)) {
      joined += next;
      if (joined.length > longest) break;
      yield joined;
    }
  }
}

const isOpaque = (word: string) =>
  word.length >= shortestToken && /^[\w.~+/=-]+[,;:!?*]?$/.test(word);

/** What follows `token=`; where there is none, the word itself, or what stands in the address in place of one. */
function tokensIn(word: string): string[] {
  const named = [...word.matchAll(/\btoken=([\w.~+/=-]+)/gi)].map(([, token = ""]) => token);
  const parts = named.length > 0 ? named : word.split(/[^\w.~+=-]+/);
  const whole = isOpaque(word) ? [word] : [];
  return [...parts, ...whole].flatMap(withAndWithoutEnd).filter((part) => part.length >= 8);
}

/** The word as it is, without what ends a sentence or marks emphasis, and without what was added behind the token. */
function spellings(word: string): string[] {
  const upToToken = /^.*?\btoken=[\w.~+/=-]+/i.exec(word)?.[0];
  const spelt = [word, ...(upToToken === undefined ? [] : [upToToken])].flatMap(withAndWithoutEnd);
  // some programs show and copy an address without its beginning
  return spelt.map((each) => (each.includes("://") ? each : `https://${each}`));
}

/** A token may itself end with what marks emphasis. */
function withAndWithoutEnd(word: string): string[] {
  return [word, withoutEnd(word, ".,;:!?*"), withoutEnd(word, ".,;:!?*_~=")];
}

/** Without these signs at its end; a pattern would begin anew at each of a row of them. */
function withoutEnd(word: string, signs: string): string {
  let end = word.length;
  while (end > 0 && signs.includes(word.charAt(end - 1))) end -= 1;
  return word.slice(0, end);
}

function withoutBegin(word: string, signs: string): string {
  let begin = 0;
  while (begin < word.length && signs.includes(word.charAt(begin))) begin += 1;
  return word.slice(begin);
}
