import type { LinkCreators } from "@connect-console/shared/connect-session";
import type { StaffContext } from "../context.ts";

/** Everybody who ever made a link, by name. */
export async function listLinkCreators(ctx: StaffContext): Promise<LinkCreators> {
  const creators = await ctx.store.connectSessions.creators();
  return { items: creators.toSorted((one, other) => one.name.localeCompare(other.name)) };
}
