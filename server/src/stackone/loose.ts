import * as z from "zod";

/** An id as StackOne gives it: documented as text, some versions send a number (contract, 1.3). */
export const LooseId = z.union([z.string().min(1), z.number().transform(String)]);

/** A text that may be missing; anything else in its place is "not known", null. */
export const LooseText = z
  .string()
  .nullish()
  .catch(null)
  .transform((text) => text ?? null);

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
