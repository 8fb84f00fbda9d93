import * as z from "zod/mini";

/** What is said beside a field that was left empty. Like every message here it is a whole sentence, which stands beside any field. */
export const fillThisIn = "Fill this in.";

export const notEmpty = z.minLength(1, fillThisIn);

/** At most so many characters, before anything reads them: what is too long is refused unread. */
export const atMost = (characters: number) =>
  z.maxLength(characters, {
    error: `Use at most ${characters.toLocaleString("en-GB")} characters.`,
    abort: true,
  });

export const noControlCharacters = z.regex(
  /^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u,
  "Take out the control characters.",
);

const noInvisibleSentence =
  "Take out the invisible characters and those that turn the direction of writing.";

/** What nobody sees makes two names out of one, and what turns the direction of writing shows another text than is meant. */
export const noInvisibleCharacters = z.regex(/^\P{DI}*$/u, noInvisibleSentence);

/**
 * What belongs to the writing although nobody sees it: joiners in Indic writing stand at a virama, the non-joiner between letters of Arabic and its
 * kin (RFC 5892, appendix A), variation selectors behind Han and Mongolian letters, and all that holds an emoji together (UTS 51).
 */
const writtenInvisibly = [
  // viramas; Bengali has the joiner before its own
  /(?<=[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u17d2])[\u200c\u200d]/gu,
  /(?<=\p{L})\u200d(?=\u09cd)/gu,
  /(?<=[\p{sc=Arab}\p{sc=Syrc}\p{sc=Nkoo}\p{sc=Mong}\p{M}])\u200c(?=[\p{sc=Arab}\p{sc=Syrc}\p{sc=Nkoo}\p{sc=Mong}])/gu,
  /(?<=\p{sc=Han})[\ufe00-\ufe02\u{e0100}-\u{e01ef}]/gu,
  /(?<=\p{sc=Mong})[\u180b-\u180d\u180f]/gu,
  /(?<=\u{1f3f4})[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,6}\u{e007f}/gu,
  /(?<=[0-9#*])\ufe0f(?=\u20e3)/gu,
  /(?<=\p{ExtPict})[\ufe0e\ufe0f]/gu,
  // after those, since a selector may stand before the joiner
  /(?<=[\p{ExtPict}\p{EMod}])\u200d(?=\p{ExtPict})/gu,
];

/** The same for text whose writing may need some of them: allowed where it does, refused elsewhere. */
export const noStrayInvisibleCharacters = z.refine<string>(
  (text) => !/\p{DI}/u.test(writtenInvisibly.reduce((rest, sign) => rest.replace(sign, ""), text)),
  noInvisibleSentence,
);

/** A pasted auth link would lie in the store and in StackOne as plain text (docs/rules.md, 14); other addresses are fine. */
export const noAuthLink = z.refine<string>(
  (text) => !/\btoken=/i.test(text),
  "Take the auth link out. It’s a secret.",
);

/** Text that staff type: trimmed, Unicode NFC, at most 200 characters, no control characters, invisible ones only where the writing needs them, no auth link. */
export const StaffText = z
  .string()
  .check(
    z.trim(),
    z.normalize("NFC"),
    atMost(200),
    noControlCharacters,
    noStrayInvisibleCharacters,
    noAuthLink,
  );

/** An id as StackOne or the console gave it: opaque, kept byte for byte, never trimmed. */
export const Id = z.string().check(notEmpty, atMost(200), noControlCharacters);

/** A search text; a pasted auth link is refused here, because queries end up in logs (docs/rules.md, 14). */
export const SearchText = z.string().check(
  z.trim(),
  z.normalize("NFC"),
  atMost(200),
  noControlCharacters,
  z.refine((text) => !looksLikeLink(text), "You can’t search for an auth link here."),
);

/** Whether a text could be (part of) an auth link or a bearer token. */
export function looksLikeLink(text: string): boolean {
  // pieces of a fixed length: a run of letters is never gone through twice
  return /[a-z0-9+.-]:\/\/|\btoken=|[\w-]{20}\.[\w-]{20}/i.test(text);
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** Whether a text could hold a bare token: a run of 32 letters, digits, "-" and "_", other than a UUID. Some ids are as long, so only the store can tell. */
export function looksLikeToken(text: string): boolean {
  return /[\w-]{32}/.test(text.replace(uuid, " "));
}

/** Whether a pasted text could be a secret: it is taken out of the field, kept in no cache and put into no address before the server has compared it. */
export function mayBeSecret(text: string): boolean {
  return looksLikeLink(text) || looksLikeToken(text);
}

const noIsoTime = "Give a time that exists, in ISO 8601 and UTC.";

/** A moment as it crosses the wire: ISO 8601, UTC, of a day and an hour that there are. */
export const IsoTime = z.iso
  .datetime(noIsoTime)
  .check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/, noIsoTime));

/** A list parameter: it may be given once or repeated. */
export const oneOrMore = <T extends z.ZodMiniType>(item: T) =>
  z.pipe(
    z.transform((value): unknown[] => (Array.isArray(value) ? value : [value])),
    z.array(item),
  );
