import type { FailedRequests } from "@connect-console/shared/account";
import type { StaffContext } from "../context.ts";
import { readingStackOne } from "../stackone-error.ts";

/** The newest failed requests made with an account, asked of StackOne now; a key that may not read its log is no error. */
export async function listFailedRequests(ctx: StaffContext, id: string): Promise<FailedRequests> {
  const items = await readingStackOne(() => ctx.stackone.listFailedRequests(id, "interactive"));
  return { available: items !== null, items: items ?? [] };
}
