import type { Context } from "./context.ts";
import { DomainError } from "./domain-error.ts";
import type { Store } from "./ports/store.ts";

/** Stores whose console was answered by another project than the one that they are bound to. */
const mismatched = new WeakSet<Store>();

/** Whether StackOne's project is no longer the one that this store belongs to; the page shows a banner then (design, rule 18). */
export async function isOtherUpstream(ctx: Pick<Context, "store" | "stackone">): Promise<boolean> {
  if (mismatched.has(ctx.store)) return true;
  const bound = await ctx.store.upstream();
  return bound !== undefined && bound.host !== ctx.stackone.host;
}

/** `conflict` where StackOne's project is another one than the store's. */
export async function refuseOtherUpstream(ctx: Pick<Context, "store" | "stackone">): Promise<void> {
  if (!(await isOtherUpstream(ctx))) return;
  throw new DomainError(
    "conflict",
    "The API key belongs to another StackOne project than this console's records, so nothing is created.",
    {
      hint: "Start the console with the key of the first project, or with an empty DATA_DIR.",
    },
  );
}

/** Binds the store to the project that answered; true when that is another one than before. */
export async function bindUpstream(
  ctx: Pick<Context, "store" | "stackone">,
  projectId: string | null,
): Promise<boolean> {
  if (projectId === null) return false;
  const other = (await ctx.store.bindUpstream({ host: ctx.stackone.host, projectId })) === "other";
  if (other) mismatched.add(ctx.store);
  else mismatched.delete(ctx.store);
  return other;
}
