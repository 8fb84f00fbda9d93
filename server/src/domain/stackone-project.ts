import type { Context } from "./context.ts";
import { DomainError } from "./domain-error.ts";

/** Whether StackOne's project is no longer the one that this store belongs to; the page shows a banner then (docs/rules.md, 18). */
export async function isOtherUpstream(ctx: Pick<Context, "store" | "stackone">): Promise<boolean> {
  // the simulator is the same one at whatever port it listens
  if (ctx.stackone.kind === "simulator") return false;
  const bound = await ctx.store.upstream();
  if (bound === undefined) return false;
  return bound.host !== ctx.stackone.host || ctx.store.isForeignKey(ctx.stackone.keyFingerprint);
}

/** `conflict` where StackOne's project is another one than the store's. */
export async function refuseOtherUpstream(ctx: Pick<Context, "store" | "stackone">): Promise<void> {
  if (!(await isOtherUpstream(ctx))) return;
  throw new DomainError(
    "conflict",
    "The API key belongs to another StackOne project than this console's records, so nothing is created or deleted.",
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
  if (projectId === null || ctx.stackone.kind === "simulator") return false;
  const { host, keyFingerprint } = ctx.stackone;
  return (await ctx.store.bindUpstream({ host, projectId, keyFingerprint })) === "other";
}
