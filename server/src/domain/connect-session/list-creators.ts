import type { LinkMakers } from "@connect-console/shared/connect-session";
import type { StaffContext } from "../context.ts";

/** Everybody who ever made a link, by name. */
export async function listLinkMakers(ctx: StaffContext): Promise<LinkMakers> {
  const makers = await ctx.store.connectSessions.makers();
  return { items: makers.toSorted((one, other) => one.name.localeCompare(other.name)) };
}
