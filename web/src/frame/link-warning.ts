import { looksLikeLink } from "@connect-console/shared/text";

/** What a search field says to a pasted auth link, which must not get into the address. */
export function linkWarning(text: string): string | undefined {
  return looksLikeLink(text)
    ? "This looks like an auth link, which is a secret. Paste it into Find, at the top."
    : undefined;
}
