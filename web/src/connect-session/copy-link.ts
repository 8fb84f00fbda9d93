import { ApiProblem } from "../api/api-problem.ts";

/** What is put on the clipboard once the link is there. */
export interface Copy {
  text(authLink: string): string;
  html?(authLink: string): string;
}

/** Writes to the clipboard in the very turn of the press, as Safari wants it; the browser waits for the link. Throws `ApiProblem`. */
export async function putOnClipboard(authLink: Promise<string>, copy: Copy): Promise<void> {
  const part = async (type: string, of: (authLink: string) => string) =>
    new Blob([of(await authLink)], { type });
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        "text/plain": part("text/plain", copy.text),
        ...(copy.html && { "text/html": part("text/html", copy.html) }),
      }),
    ]);
  } catch {
    // the link's own refusal says more than the clipboard's
    await authLink;
    throw new ApiProblem("not_allowed", "The browser did not let the console use the clipboard.", {
      hint: "Allow the clipboard for this page, or mark the text and copy it by hand.",
    });
  }
}

/** Opens the mail program; such an address leaves no entry in the history. */
export async function openMail(
  authLink: Promise<string>,
  mailto: (authLink: string) => string,
): Promise<void> {
  window.open(mailto(await authLink), "_self");
}
