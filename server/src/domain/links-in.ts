import { looksLikeLink } from "@connect-console/shared/text";

const linksAtMost = 10;

/** What could be auth links in a text that somebody pasted: alone, in a whole message, in brackets, before a full stop. */
export function linksIn(text: string): string[] {
  const parts = text.split(/[\s<>"'`()[\]{}|]+/).map((part) => part.replace(/^[*_~]+/, ""));
  const words = parts.filter(looksLikeLink);
  // a token may itself end with what marks emphasis
  const ends = [".,;:!?*", ".,;:!?*_~"];
  const bare = words.flatMap((word) => ends.map((signs) => withoutEnd(word, signs)));
  return [...new Set([...words, ...bare].flatMap(withScheme))].slice(0, linksAtMost);
}

/** Without these signs at its end; a pattern would begin anew at each of a row of them. */
function withoutEnd(word: string, signs: string): string {
  let end = word.length;
  while (end > 0 && signs.includes(word.charAt(end - 1))) end -= 1;
  return word.slice(0, end);
}

/** Some programs show and copy an address without its beginning. */
function withScheme(word: string): string[] {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(word) ? [word] : [`https://${word}`];
}
