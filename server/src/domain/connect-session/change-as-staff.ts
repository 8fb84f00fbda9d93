import type { AuditAction } from "@connect-console/shared/audit";
import type { ConnectSession } from "@connect-console/shared/connect-session";
import { auditEntry } from "../audit-entry.ts";
import { auditRefusals } from "../audited-refusal.ts";
import type { StaffContext } from "../context.ts";
import { refuseSecrets } from "../find/refuse-secrets.ts";
import { requirePermission } from "../permissions.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { Repositories } from "../ports/store.ts";
import { changeConnectSession, findConnectSession } from "./change.ts";
import { staffTimelineEntry } from "./timeline-entry.ts";
import { connectSessionToApi } from "./to-api.ts";

type Permission = Parameters<typeof requirePermission>[1];

/** What a verb has to say for itself; `changeAsStaff` does what all of them share. */
export interface StaffChange {
  action: AuditAction;
  /** the permission that is asked for, or a check that throws `not_allowed` */
  permission: Permission | ((found: ConnectSessionRow) => Promise<void>);
  /** names of what was given, for the audit */
  fields: string[];
  /** texts of the person, by field: none may hold a link or a token */
  texts?: Record<string, string | null | undefined>;
  /** what must be known before the row can be changed; throws DomainError */
  prepare?: (found: ConnectSessionRow) => Promise<void>;
  /** the row after it; throws DomainError where a rule forbids it */
  change: (row: ConnectSessionRow) => ConnectSessionRow;
  /** `assign`: also assignee and ticket, which `update` leaves alone */
  write?: "update" | "assign";
  /** the line in the timeline; null: nothing was changed, and nothing more is written */
  entry: (after: ConnectSessionRow) => Entry | null;
  /** what else belongs to the change, in its transaction */
  alongside?: (
    tx: Repositories,
    after: ConnectSessionRow,
    before: ConnectSessionRow,
  ) => Promise<Consequences>;
}

interface Entry {
  text: string;
  code?: string;
  /** lists find the row by it */
  isNote?: boolean;
  /** for the audit, where the change itself shows them */
  fields?: string[];
}

/** What others see of the change once it is written. */
interface Consequences {
  /** ids of the people who have a new notification */
  notified?: string[];
  /** rows that changed with it */
  others?: ConnectSessionRow[];
}

/**
 * A person changes a row: permission, texts without secrets, the change with its timeline, its audit entry and whatever belongs to it in
 * one transaction, a refusal in the audit too, then the open pages and the people concerned. Gives the row as the page shows it.
 * `not_found`, `not_allowed`, `invalid_input`, and what the verb refuses by.
 */
export async function changeAsStaff(
  ctx: StaffContext,
  id: string,
  verb: StaffChange,
): Promise<ConnectSession> {
  const { action } = verb;
  const target = { kind: "connect_session", id };
  const found = await findConnectSession(ctx.store, id);
  await requireVerb(ctx, verb, found, { ...target, action });
  await verb.prepare?.(found);
  await refuseSecrets(ctx, verb.texts ?? {});
  let done: Consequences = {};
  const row = await auditRefusals(ctx, { action, target, fields: verb.fields }, () =>
    changeConnectSession(
      ctx,
      id,
      verb.change,
      async (tx, after, before) => {
        const entry = verb.entry(after);
        if (!entry) return;
        const { isNote, fields = verb.fields, ...line } = entry;
        const timeline = staffTimelineEntry(ctx, { progress: after.progress, ...line });
        if (isNote) await tx.connectSessions.addNote(id, timeline);
        else await tx.connectSessions.addTimeline(id, [timeline]);
        const facts = { action, target, fields, outcome: "done" } as const;
        await tx.audit.append(auditEntry(ctx, facts));
        done = (await verb.alongside?.(tx, after, before)) ?? {};
      },
      verb.write,
    ),
  );
  const { others = [], notified = [] } = done;
  for (const changed of [row, ...others]) ctx.live.changed(changed);
  ctx.notify.changed(notified);
  // what belongs to the change may have changed the row once more
  const latest = others.find((one) => one.id === id) ?? row;
  return connectSessionToApi(ctx, latest, await ctx.store.connectSessions.timeline(id));
}

async function requireVerb(
  ctx: StaffContext,
  { permission }: StaffChange,
  found: ConnectSessionRow,
  target: Parameters<typeof requirePermission>[2],
): Promise<void> {
  if (typeof permission === "string") await requirePermission(ctx, permission, target, found);
  else await permission(found);
}
