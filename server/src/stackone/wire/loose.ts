import { cutText } from "@connect-console/shared/secret-text";
import * as z from "zod";

/** An id as StackOne gives it: documented as text, some versions send a number (docs/stackone.md, 1.3). */
export const LooseId = z.union([z.string().min(1), z.number().transform(String)]);

/** A text that may be missing; anything else in its place is "not known", null. */
export const LooseText = z
  .string()
  .nullish()
  .catch(null)
  .transform((text) => text ?? null);

/** characters: of a code, and of a sentence, that a provider or its customer chose */
const codeAtMost = 200;
const sentenceAtMost = 2_000;

/** A provider's code, an open list: its first 200 characters are kept, since rows, timelines and messages hold it. */
export const LooseCode = LooseText.transform((code) => code && cutText(code, codeAtMost));

/** What a provider says: its first 2,000 characters are kept. */
export const LooseSentence = LooseText.transform((text) => text && cutText(text, sentenceAtMost));

/** epoch ms from a date-time; null where there is none or it cannot be read. One without zone is UTC. */
export const LooseTime = z
  .unknown()
  .optional()
  .transform((value) => {
    if (typeof value !== "string") return null;
    const ms = Date.parse(/T[\d:.]+$/.test(value) ? `${value}Z` : value);
    return Number.isNaN(ms) ? null : ms;
  });

/** ISO 8601 in UTC from a date-time; null as above. */
export const LooseIsoTime = LooseTime.transform((ms) =>
  ms === null ? null : new Date(ms).toISOString(),
);

/** Lists of texts; what is not one is undefined. */
export const LooseTexts = z.array(z.string()).optional().catch(undefined);

/** Newer answers may stand in an envelope, as lists do. */
export function unwrapped(json: unknown): unknown {
  const isObject = (value: unknown): value is object =>
    typeof value === "object" && value !== null && !Array.isArray(value);
  if (isObject(json) && !("id" in json) && "data" in json && isObject(json.data)) return json.data;
  return json;
}
