import * as z from "zod/mini";
import { atMost, noAuthLink, notEmpty } from "./text.ts";

/** characters of a note */
export const noteMaxLength = 2000;

/** What colleagues should know; up to 2,000 characters, several lines, no auth link. */
export const NoteText = z
  .string()
  .check(
    z.trim(),
    z.normalize("NFC"),
    notEmpty,
    atMost(noteMaxLength),
    z.regex(/^[^\p{Cs}\p{Cc}]*(?:[\n\t][^\p{Cs}\p{Cc}]*)*$/u, "Take out the control characters."),
    noAuthLink,
  );
/** `POST …/notes` */
export const NoteInput = z.strictObject({ text: NoteText });
export type NoteInput = z.infer<typeof NoteInput>;
