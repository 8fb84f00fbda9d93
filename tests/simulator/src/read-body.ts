import type { Context } from "hono";
import type { z } from "zod";
import { StackOneError } from "./error.ts";

/** The parsed JSON body, or a 400 that names the first wrong field. */
export async function readBody<T extends z.ZodType>(c: Context, schema: T): Promise<z.infer<T>> {
  const body: unknown = await c.req.json().catch(() => {
    throw new StackOneError(400, "The body is not valid JSON");
  });
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new StackOneError(400, `${issue?.path.join(".") || "body"}: ${issue?.message}`);
}
