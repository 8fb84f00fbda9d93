import * as z from "zod/mini";
import { Progress } from "./connect-session.ts";
import { atMost, notEmpty } from "./text.ts";

/** `POST /api/find`: an id, a name, or what was pasted with an auth link in it. In the body, since links must stay out of addresses. */
export const FindInput = z.strictObject({
  text: z.string().check(z.trim(), notEmpty, atMost(10_000)),
});
export type FindInput = z.infer<typeof FindInput>;

/** One thing that was found. `progress` and `at`, when it was made, are a connect session's; null else. */
export const FoundItem = z.object({
  kind: z.enum(["connect_session", "account", "owner"]),
  id: z.string(),
  title: z.string(),
  detail: z.string(),
  progress: z.nullable(Progress),
  at: z.nullable(z.string()),
});
export type FoundItem = z.infer<typeof FoundItem>;

/** Best first, at most ten. `isLink`: the text held an auth link, or the token of one that was made here, and was compared with nothing else. */
export const Found = z.object({ items: z.array(FoundItem), isLink: z.boolean() });
export type Found = z.infer<typeof Found>;
