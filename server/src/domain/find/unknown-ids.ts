import { elapsedOf } from "../ports/clock.ts";
import type { Context } from "../context.ts";

/** ms; so long an id that StackOne did not know is not asked for again by who only reads */
const rememberedFor = 60_000;
const rememberedAtMost = 10_000;

const unknown = new WeakMap<object, Map<string, number>>();

type Needs = Pick<Context, "store" | "clock">;

/** StackOne does not know this account or owner. */
export function noteUnknownId(ctx: Needs, kind: "account" | "owner", id: string): void {
  const ids = unknown.get(ctx.store) ?? new Map<string, number>();
  unknown.set(ctx.store, ids);
  if (ids.size >= rememberedAtMost) ids.clear();
  ids.set(`${kind} ${id}`, elapsedOf(ctx.clock));
}

/** Whether StackOne said within the last minute that it does not know it. */
export function isUnknownId(ctx: Needs, kind: "account" | "owner", id: string): boolean {
  const at = unknown.get(ctx.store)?.get(`${kind} ${id}`);
  return at !== undefined && elapsedOf(ctx.clock) - at < rememberedFor;
}
