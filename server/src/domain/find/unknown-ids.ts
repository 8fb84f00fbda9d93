import type { Context } from "../context.ts";

/** StackOne does not know this account or owner. For a minute it is not asked for again by who only reads. */
export function noteUnknownId(
  { memory }: Pick<Context, "memory">,
  kind: "account" | "owner",
  id: string,
): void {
  memory.unknownIds.set(`${kind} ${id}`, true);
}

/** Whether StackOne said within the last minute that it does not know it. */
export function isUnknownId(
  { memory }: Pick<Context, "memory">,
  kind: "account" | "owner",
  id: string,
): boolean {
  return memory.unknownIds.has(`${kind} ${id}`);
}
