import { cutText, maskSecrets } from "@connect-console/shared/secret-text";

const longest = 300;
/** characters that are read at all; what is masked is shorter than it was */
const readAtMost = 4_000;

/** A text of StackOne's, fit to be shown: without these secrets, links, tokens and control characters, at most 300 characters of its first 4,000. */
export function cleanMessage(text: string, secrets: string[]): string {
  const visible = secrets.reduce(
    (rest, secret) => (secret === "" ? rest : rest.replaceAll(secret, "[masked]")),
    cutText(text, readAtMost),
  );
  const clean = maskSecrets(visible.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, " "))
    .replace(/\s+/g, " ")
    .trim();
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}
