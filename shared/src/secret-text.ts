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

/** A text of somebody else's without what could be a secret: links, tokens, keys, and these secrets themselves. */
export function maskSecrets(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) if (secret !== "") clean = clean.replaceAll(secret, "[masked]");
  for (const [pattern, mask] of masks) clean = clean.replace(pattern, mask);
  return clean;
}
