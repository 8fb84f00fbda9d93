/** Links, also without a scheme, and what follows `token=`; long opaque texts such as tokens, keys and JWTs (an id of 36 characters passes). */
// where a run of letters may be long, a look behind lets it begin once only: nothing is gone through twice
const masks: [RegExp, string][] = [
  [/(?<![a-z0-9+.-])[a-z0-9+.-]+:\/\/\S*/gi, "[link]"],
  [/\bwww\.\S+|(?<![a-z0-9.-])[a-z0-9.-]*\.[a-z]{2,}(?::\d{1,5})?\/\S*/gi, "[link]"],
  [
    /\b(token|key|secret|password|authorization)(["']?\s*[=:]\s*["']?)[^\s"',;}]+/gi,
    "$1$2[masked]",
  ],
  [/\b(token|key|secret)\s+(?=\S*\d)[\w.+/=~-]{16,}/gi, "$1 [masked]"],
  [/\b(basic|bearer)\s+[\w+/=.~-]{8,}/gi, "$1 [masked]"],
  [/\bv\d\.[a-z]{2}\d\.[\w-]+/gi, "[masked]"],
  [
    /(?<![\w+/=~-])[\w+/=~-]{8,}(?:\.[\w+/=~-]{8,}){2,}|(?<![\w-])[\w-]{20,}\.[\w-]{20,}|(?<![\w+/=~-])[\w+/=~-]{40,}/g,
    "[masked]",
  ],
];

/** A text of somebody else's without what could be a secret: links, tokens, keys, and these secrets themselves. */
export function maskSecrets(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) if (secret !== "") clean = clean.replaceAll(secret, "[masked]");
  for (const [pattern, mask] of masks) clean = clean.replace(pattern, mask);
  return clean;
}

/** The beginning of a text, at most so many characters, with "…" where something is left out. It ends with a whole word: half a secret would not be known as one. */
export function cutText(text: string, characters: number): string {
  if (text.length <= characters) return text;
  let end = characters - 1;
  while (end > 0 && !isSpace(text, end)) end -= 1;
  // one word that is longer than all that is kept
  if (end === 0) end = characters - 1;
  return `${text
    .slice(0, end)
    .toWellFormed()
    .replace(/\uFFFD$/, "")
    .trimEnd()}…`;
}

const isSpace = (text: string, at: number) => text.charAt(at).trim() === "";
