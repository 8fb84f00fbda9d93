import type { ConnectSession, ConnectSessionExport } from "@connect-console/shared/connect-session";
import { auditEntry } from "../audit-entry.ts";
import type { StaffContext } from "../context.ts";
import { connectSessionToApi } from "./to-api.ts";
import { forPerson } from "./list.ts";
import { requirePermission } from "../permissions.ts";
import { refuseSecrets } from "../find/refuse-secrets.ts";

/** rows read at once; between two readings others get their turn */
const batch = 200;

/** All rows that a list would page through, newest first, in batches; audited before the first one is read. Secrets are not in them. */
export async function exportConnectSessions(
  ctx: StaffContext,
  query: ConnectSessionExport,
): Promise<AsyncIterable<ConnectSession[]>> {
  const target = { kind: "connect_sessions", id: null };
  await requirePermission(ctx, "connect_session.export", target);
  await refuseSecrets(ctx, { q: query.q });
  const fields = Object.keys(query);
  await ctx.store.audit.append(
    auditEntry(ctx, { action: "connect_session.export", target, outcome: "done", fields }),
  );
  return readAll(ctx, forPerson(ctx, query));
}

async function* readAll(
  ctx: StaffContext,
  query: ConnectSessionExport,
): AsyncIterable<ConnectSession[]> {
  // one moment for all pages, so that no row moves to another tab in between
  const now = ctx.clock.now();
  let cursor: string | undefined;
  do {
    const page = await ctx.store.connectSessions.page({
      ...query,
      now,
      limit: batch,
      ...(cursor !== undefined && { cursor }),
    });
    yield page.items.map((row) => connectSessionToApi(ctx, row));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
