/** Letters that look like a Latin one, small or large, from Unicode's list of confusable characters (UTS 39); `i`, `l` and `1` are one. */
const latinOf: ReadonlyMap<string, string> = new Map([
  ...pairs("авсԁеѕһніјкмоԛртуԝхӏѵ", "abcdeshhljkmoqptywxlv"),
  ...pairs("αβεζηικμνορτυχ", "abezhlkmnoptyx"),
  ...pairs("ɑɡɩi", "agll"),
]);

function pairs(from: string, to: string): [string, string][] {
  return Array.from(from, (letter, index) => [letter, to.charAt(index)]);
}

/** A word in small letters as it looks: letters of other alphabets and the digits 0 and 1 before a letter read as Latin letters. */
export function looksLike(word: string): string {
  const latin = word.replace(/[i\P{ASCII}]/gu, (letter) => latinOf.get(letter) ?? letter);
  if (!/[01]/.test(latin)) return latin;
  return latin.replace(/(?<=^|\p{L})[01]+(?=\p{L})/gu, (digits) =>
    digits.replaceAll("0", "o").replaceAll("1", "l"),
  );
}
