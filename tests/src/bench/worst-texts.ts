import { explainError, findExplanations } from "@connect-console/shared/explanation/explain";
import { Ticket } from "@connect-console/shared/hand-over";
import { NoteInput } from "@connect-console/shared/note";
import { cutText, maskSecrets } from "@connect-console/shared/secret-text";
import { IsoTime, looksLikeLink, SearchText, StaffText } from "@connect-console/shared/text";
import { type Figure, figure } from "./figures.ts";

/** What reads a text of somebody else's, by name. */
export const readers: Record<string, (text: string) => unknown> = {
  looksLikeLink,
  SearchText: (text) => SearchText.safeParse(text),
  StaffText: (text) => StaffText.safeParse(text),
  NoteInput: (text) => NoteInput.safeParse({ text }),
  Ticket: (text) => Ticket.safeParse(text),
  IsoTime: (text) => IsoTime.safeParse(text),
  maskSecrets: (text) => maskSecrets(text),
  cutText: (text) => cutText(text, text.length - 1),
  findExplanations,
  explainError: (text) => explainError({ code: "access_denied", text }),
};

/** What a text repeats, then how it ends, so that a pattern which takes the run has to give it back. */
const repeated = [
  ...Array.from("aA0 .,-_=+/:;?&%'\"()<>[]{}|*~@!#\\\t\n\r\u0000\u00e9\u200d"),
  "a.",
  "a-",
  "a ",
  "a=",
  "a/",
  "a:",
  "a@",
  "aaaaaaaa.",
  "aaaaaaaaaaaaaaaaaaa.",
  "aaaaaaaaaaaaaaaaaaaa-",
  "aaaaaaa+",
  "..a",
  "{a",
  "T1",
  "key ",
  "key=",
  "token ",
  "token= ",
  "basic ",
  "v1.us1.",
  "www.",
  "http:",
  "a://",
  "=\r\n",
  '""',
  "<a ",
  "%2",
];
const ends = ["", "\u0001", " a", "=x"];

/** Texts of about so many letters that patterns stumble over. */
export function worstTexts(letters: number): string[] {
  return repeated.flatMap((piece) => {
    const run = piece.repeat(Math.ceil(letters / piece.length));
    return [...ends.map((end) => run + end), `https://a${run}`];
  });
}

/** ms of one reading, the quickest of several: what else the machine does only adds to it. */
export function quickest(read: (text: string) => unknown, text: string, rounds = 5): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    read(text);
    best = Math.min(best, performance.now() - begun);
  }
  return best;
}

/** The longest that each reader takes for any of the worst texts of 16,000 letters. */
export async function benchWorstTexts(): Promise<Figure[]> {
  const texts = worstTexts(16_000);
  return Object.entries(readers).map(([name, read]) =>
    figure(name, Math.max(...texts.map((text) => quickest(read, text, 2))), "ms"),
  );
}
