import { SearchText } from "@connect-console/shared/text";
import * as z from "zod/mini";

/** A filter in the address that may stand there several times; left out where nothing of it is understood. */
export const oneOrMore = <Item extends z.ZodMiniType>(item: Item) =>
  z.catch(
    z.optional(
      z.pipe(
        z.transform((value) => [value].flat().filter((each) => each !== "")),
        z.array(item).check(z.minLength(1)),
      ),
    ),
    undefined,
  );

/** Several texts, as `oneOrMore`. */
export const texts = oneOrMore(z.string());

/** What is sought; left out where the server would refuse it. */
export const soughtText = z.catch(z.optional(SearchText), undefined);
