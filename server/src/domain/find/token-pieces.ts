/** characters in a row; less of a token opens nothing */
const length = 16;
/** letters; shorter words are no tokens */
const shortestWord = 8;
/** letters; in shorter ones digits stand for themselves: "2nd", "v2" */
const shortestOpaque = 4;
/** what tokens are made of; anything else may stand between the halves of one */
const others = /[^\w.~+/=-]+/g;

/** Pieces by which a token is known again: each 16 characters from its beginning on, and the last 16. */
export function piecesOfToken(token: string): string[] {
  const text = token.replace(others, "");
  if (text.length < length) return [];
  const starts = Array.from({ length: Math.floor(text.length / length) }, (_, at) => at * length);
  return [...new Set([...starts, text.length - length].map((at) => text.slice(at, at + length)))];
}

/**
 * Every 16 characters in a row of a text, whatever stands between them: any half of a token of 32 characters or more holds one of its pieces. So do
 * its pieces in their order with words between them, where each is longer than those words, or looks less like one.
 */
export function piecesIn(text: string): string[] {
  const runs = text.split(others);
  const bare = runs.map(withoutEnds);
  const orders = [
    runs,
    ...[runs, bare].flatMap((each) => [each.filter(isLong), each.filter(isOpaque)]),
  ];
  return [...new Set(orders.flatMap((each) => windowsIn(each.join(""))))];
}

function windowsIn(joined: string): string[] {
  const count = Math.max(0, joined.length - length + 1);
  return Array.from({ length: count }, (_, at) => joined.slice(at, at + length));
}

const isLong = (run: string) => run.length >= shortestWord;

/** Letters with digits among them, or a capital behind a small one: no word of a sentence. */
const isOpaque = (run: string) =>
  run.length >= shortestOpaque &&
  ((/\d/.test(run) && /[a-z]/i.test(run)) || /[a-z][A-Z]/.test(run));

/** Without what a sentence puts around a word, and a token may begin or end with as well. */
function withoutEnds(run: string): string {
  const marks = ".~+/=-";
  let [begin, end] = [0, run.length];
  while (begin < end && marks.includes(run.charAt(begin))) begin += 1;
  while (end > begin && marks.includes(run.charAt(end - 1))) end -= 1;
  return run.slice(begin, end);
}

/** The words of a text that could be a whole token. */
export function wordsOfTokens(text: string): string[] {
  return [...new Set(text.split(others))].filter((word) => word.length >= shortestWord);
}
