const longest = 300;

/** Links, also without a scheme, and what follows `token=`; long opaque texts such as tokens, keys and JWTs (an id of 36 characters passes). */
const masks: [RegExp, string][] = [
  [/[a-z][a-z0-9+.-]*:\/\/\S*/gi, "[link]"],
  [/\bwww\.\S+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}\/\S*/gi, "[link]"],
  [
    /\b(token|key|secret|password|authorization)(["']?\s*[=:]\s*["']?)[^\s"',;}]+/gi,
    "$1$2[masked]",
  ],
  [/\b(token|key|secret)\s+(?=\S*\d)[\w.+/=~-]{16,}/gi, "$1 [masked]"],
  [/\b(basic|bearer)\s+[\w+/=.~-]{8,}/gi, "$1 [masked]"],
  [/\bv\d\.[a-z]{2}\d\.[\w-]+/gi, "[masked]"],
  [/[\w+/=~-]{8,}(?:\.[\w+/=~-]{8,}){2,}|[\w-]{20,}\.[\w-]{20,}|[\w+/=~-]{40,}/g, "[masked]"],
];

/** A text of StackOne's, fit to be shown: without these secrets, links, tokens and control characters, at most 300 characters. */
export function cleanMessage(text: string, secrets: string[]): string {
  let clean = text;
  for (const secret of secrets) if (secret !== "") clean = clean.replaceAll(secret, "[masked]");
  clean = clean.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, " ");
  for (const [pattern, mask] of masks) clean = clean.replace(pattern, mask);
  clean = clean.replace(/\s+/g, " ").trim();
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}
