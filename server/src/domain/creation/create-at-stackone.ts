import type { AuditAction } from "@connect-console/shared/audit";
import type { ConnectSessionInput, ExpectedOutcome } from "@connect-console/shared/connect-session";
import { requestOf } from "../connect-session-request.ts";
import { auditEntry } from "../audit-entry.ts";
import type { CreatedLink } from "./with-idempotency.ts";
import { notWrittenDown } from "./with-idempotency.ts";
import { completeConnectSession } from "./record-created.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import { connectSessionToApi } from "../connect-session/to-api.ts";
import { DomainError } from "../domain-error.ts";
import { failBeforeAsking, failConnectSession } from "./record-failed.ts";
import { newConnectSessionRow } from "./new-row.ts";
import type { OutcomeFacts } from "../outcome/facts.ts";
import { predictOutcome } from "../outcome/outcome.ts";
import { requireOutcome } from "../permissions.ts";
import { refuseReissued } from "./refuse-reissued.ts";
import type { CreatedAtStackOne } from "../ports/stackone.ts";
import type { IdempotencyRecord } from "../ports/store.ts";
import { readOpenLinks, readOutcomeFacts } from "../outcome/read-facts.ts";
import { refuseUnconfirmed } from "../outcome/refuse-unconfirmed.ts";
import { refuseUnexpected } from "./refuse-changed-outcome.ts";
import { isStoreTrouble } from "../store-failure.ts";
import { staffTimelineEntry } from "../connect-session/timeline-entry.ts";
import { refuseOtherUpstream } from "../stackone-project.ts";

/** What is to be made, for create and re-issue alike. */
export interface Order {
  action: Extract<AuditAction, "connect_session.create" | "connect_session.reissue">;
  input: ConnectSessionInput;
  expected: ExpectedOutcome | undefined;
  reissued: ConnectSessionRow | null;
  record: IdempotencyRecord;
}

/** Outcome, intent, StackOne, completion (docs/rules.md, 8 to 11). Errors after the intent carry the row's id. */
export async function makeConnectSession(ctx: StaffContext, order: Order): Promise<CreatedLink> {
  await refuseOtherUpstream(ctx);
  const { row, facts } = await planConnectSession(ctx, order);
  const { pendingCreations: pending } = ctx.memory;
  pending.set(row.id, null);
  try {
    try {
      await writeIntent(ctx, row, facts, order);
    } catch (error) {
      if (!(error instanceof DomainError)) failBeforeAsking(ctx, row.id, order.action);
      throw error;
    }
    return await askForLink(ctx, row, order);
  } finally {
    // what could not be written down is kept for later
    if (pending.get(row.id) === null) pending.delete(row.id);
  }
}

async function askForLink(
  ctx: StaffContext,
  row: ConnectSessionRow,
  order: Order,
): Promise<CreatedLink> {
  let created: CreatedAtStackOne;
  try {
    created = await ctx.stackone.createConnectSession(requestOf(row));
  } catch (error) {
    throw await failConnectSession(ctx, row, order.action, error);
  }
  try {
    const done = await completeConnectSession(ctx, row, created);
    const timeline = await ctx.store.connectSessions.timeline(row.id);
    return {
      connectSession: connectSessionToApi(ctx, done, timeline),
      authLink: created.authLink,
      replayed: false,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    ctx.log.error(
      { requestId: ctx.requestId, connectSessionId: row.id, reason },
      "the answer of StackOne could not be written down",
    );
    // a disk that was only busy takes this much; a row left in `creating` would block its re-issue
    const code = isStoreTrouble(error) ? "store_unavailable" : "internal";
    const unwritten = new DomainError(code, notWrittenDown, { connectSessionId: row.id });
    throw await failConnectSession(ctx, row, order.action, unwritten);
  }
}

/** The one fresh read, the outcome, and every reason to stop before anything is written. */
async function planConnectSession(
  ctx: StaffContext,
  { input, expected, reissued, action }: Order,
): Promise<{ row: ConnectSessionRow; facts: OutcomeFacts }> {
  const facts = await readOutcomeFacts(ctx, input, {
    share: false,
    ...(reissued && { reissued: reissued.id }),
  });
  const outcome = predictOutcome(facts, ctx.stackone);
  const row = newConnectSessionRow(ctx, facts, outcome, reissued);
  await requireOutcome(ctx, row.choices.type, outcome, {
    kind: "owner",
    id: input.ownerId,
    action,
  });
  if (outcome.kind === "blocked") throw new DomainError("blocked", outcome.sentence, { outcome });
  if (expected) refuseUnexpected(outcome, expected);
  refuseUnconfirmed(outcome, expected?.confirmed);
  return { row, facts };
}

async function writeIntent(
  ctx: StaffContext,
  row: ConnectSessionRow,
  facts: OutcomeFacts,
  { action, input, expected, record, reissued }: Order,
): Promise<void> {
  const text = "StackOne was asked for an auth link.";
  await ctx.store.transaction(async (tx) => {
    // somebody may have begun the same link since the facts were read
    if (expected?.openLink !== undefined) {
      const openLinks = await readOpenLinks(tx, facts, reissued?.id);
      refuseUnexpected(predictOutcome({ ...facts, openLinks }, ctx.stackone), expected);
    }
    if (reissued) refuseReissued(reissued.id, await tx.connectSessions.lineage(row.lineageId));
    await tx.connectSessions.insert(row);
    await tx.idempotency.put({ ...record, connectSessionId: row.id });
    await tx.connectSessions.addTimeline(row.id, [
      staffTimelineEntry(ctx, { progress: "creating", text }),
    ]);
    const target = { kind: "connect_session", id: row.id };
    await tx.audit.append(
      auditEntry(ctx, { action, target, outcome: "done", fields: Object.keys(input) }),
    );
  });
  ctx.live.changed(row);
}
