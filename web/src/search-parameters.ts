import { looksLikeLink } from "@connect-console/shared/text";

/** Reads a query string as plain text: a value given once is a text, several times a list. Never JSON, so that ids stay as they are. */
export function parseSearch(search: string): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    const before = values[name];
    values[name] = before === undefined ? value : [before, value].flat();
  }
  return values;
}

/** The reverse of `parseSearch`; what is empty is left out, and a search for an auth link. */
export function stringifySearch(values: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const item of [value].flat()) {
      // a search that somebody pasted a link into; addresses are kept by the browser (docs/rules.md, 14)
      if (name === "q" && looksLikeLink(String(item))) continue;
      if (
        typeof item === "number" ||
        typeof item === "boolean" ||
        (typeof item === "string" && item)
      )
        search.append(name, String(item));
    }
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}
