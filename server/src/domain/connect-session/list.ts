import type {
  ConnectSessionPage,
  ConnectSessionQuery,
  LinkCreators,
} from "@connect-console/shared/connect-session";
import { teamId } from "@connect-console/shared/team";
import type { StaffContext } from "../context.ts";
import { connectSessionToApi } from "./to-api.ts";
import { refuseSecrets } from "../find/refuse-secrets.ts";

/** A page of the ledger, newest first. */
export async function listConnectSessions(
  ctx: StaffContext,
  query: ConnectSessionQuery,
): Promise<ConnectSessionPage> {
  await refuseSecrets(ctx, { q: query.q });
  const { items, ...rest } = await ctx.store.connectSessions.list({
    ...forPerson(ctx, query),
    now: ctx.clock.now(),
  });
  // a page of one row only counts
  if (query.limit !== 1) ctx.live.listed(items);
  return { items: items.map((row) => connectSessionToApi(ctx, row)), ...rest };
}

/** `me` stands for whoever asks, so that an address can be shared. */
export function forPerson<Query extends Pick<ConnectSessionQuery, "createdBy" | "holder">>(
  ctx: StaffContext,
  query: Query,
): Query {
  const { createdBy, holder } = query;
  const { id: self, role } = ctx.actor.staff;
  const named = (ids: string[]) => ids.map((id) => (id === "me" ? self : id));
  // what a role has is everybody's of that role
  const held = (ids: string[]) => ids.flatMap((id) => (id === "me" ? [self, teamId(role)] : [id]));
  return {
    ...query,
    ...(createdBy && { createdBy: named(createdBy) }),
    ...(holder && { holder: held(holder) }),
  };
}

/** Everybody who ever made a link, by name. */
export async function listLinkCreators(ctx: StaffContext): Promise<LinkCreators> {
  const creators = await ctx.store.connectSessions.creators();
  return { items: creators.toSorted((one, other) => one.name.localeCompare(other.name)) };
}
