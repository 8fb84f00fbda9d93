/** characters in a row; less of a token opens nothing */
const length = 16;
/** letters; shorter words are no tokens */
const shortestWord = 8;
/** what tokens are made of; anything else may stand between the halves of one */
const others = /[^\w.~+/=-]+/g;

/** Pieces by which a token is known again: each 16 characters from its beginning on, and the last 16. */
export function piecesOfToken(token: string): string[] {
  const text = token.replace(others, "");
  if (text.length < length) return [];
  const starts = Array.from({ length: Math.floor(text.length / length) }, (_, at) => at * length);
  return [...new Set([...starts, text.length - length].map((at) => text.slice(at, at + length)))];
}

/** Every 16 characters in a row of a text, whatever stands between them: any half of a token of 32 characters or more holds one of its pieces. */
export function piecesIn(text: string): string[] {
  const joined = text.replace(others, "");
  const count = Math.max(0, joined.length - length + 1);
  return [...new Set(Array.from({ length: count }, (_, at) => joined.slice(at, at + length)))];
}

/** The words of a text that could be a whole token. */
export function wordsOfTokens(text: string): string[] {
  return [...new Set(text.split(others))].filter((word) => word.length >= shortestWord);
}
