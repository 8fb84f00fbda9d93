import { ErrorCode } from "@connect-console/shared/api-error";
import type { AuditAction, AuditEntry } from "@connect-console/shared/audit";
import type { ConnectSession } from "@connect-console/shared/connect-session";
import { auditEntry } from "../audit-entry.ts";
import { auditRefused } from "../audited-refusal.ts";
import { canonicalJson } from "../canonical-json.ts";
import { findConnectSession } from "../connect-session/change.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import { connectSessionToApi } from "../connect-session/to-api.ts";
import type { DomainErrorDetail } from "../domain-error.ts";
import { DomainError } from "../domain-error.ts";
import type { IdempotencyRecord } from "../ports/store.ts";
import { isStoreTrouble } from "../store-failure.ts";

/** ms; how long a repeated request gets the first answer */
const rememberFor = 24 * 3_600_000;

/** What create and re-issue answer; `authLink` is null when it was wiped before a replay. */
export interface CreatedLink {
  connectSession: ConnectSession;
  authLink: string | null;
  replayed: boolean;
}

export interface KeyedRequest {
  route: AuditAction;
  target: AuditEntry["target"];
  key: string;
  body: object;
}

/**
 * Does the work for the first request with this key; a second one waits for it, and every later one gets the first answer,
 * an error too (docs/rules.md, 12). The same key with another body is a `conflict`.
 */
export async function answerOnce(
  ctx: StaffContext,
  request: KeyedRequest,
  work: (record: IdempotencyRecord) => Promise<CreatedLink>,
): Promise<CreatedLink> {
  const staffId = ctx.actor.staff.id;
  const { requestsUnderWay: running } = ctx.memory;
  const id = JSON.stringify([staffId, request.route, request.key]);
  for (let first = running.get(id); first; first = running.get(id)) await first.catch(() => {});
  const answer = firstOrReplay(ctx, request, work);
  running.set(id, answer);
  try {
    return await answer;
  } finally {
    running.delete(id);
  }
}

async function firstOrReplay(
  ctx: StaffContext,
  { route, target, key, body }: KeyedRequest,
  work: (record: IdempotencyRecord) => Promise<CreatedLink>,
): Promise<CreatedLink> {
  const { idempotency } = ctx.store;
  const now = ctx.clock.now();
  const staffId = ctx.actor.staff.id;
  const bodyHash = ctx.hash(canonicalJson(body));
  const known = await idempotency.find(staffId, route, key);
  if (known && known.createdAt > now - rememberFor) {
    if (known.bodyHash === bodyHash) return replay(ctx, known);
    await auditRefused(ctx, { action: route, target, outcome: "refused" });
    throw new DomainError("conflict", "This Idempotency-Key was used with another body.");
  }
  if (known) await idempotency.deleteOlderThan(now - rememberFor + 1);
  const record = {
    staffId,
    route,
    key,
    bodyHash,
    createdAt: now,
    connectSessionId: null,
    error: null,
  };
  try {
    return await work(record);
  } catch (error) {
    // once a row was written, it is what a replay answers from
    if (error instanceof DomainError && error.detail.connectSessionId === undefined)
      await remember(ctx, record, error);
    throw error;
  }
}

async function remember(
  ctx: StaffContext,
  record: IdempotencyRecord,
  { code, message, detail }: DomainError,
): Promise<void> {
  try {
    await ctx.store.idempotency.put({ ...record, error: { code, message, detail } });
  } catch (error) {
    // the answer itself is right; a repeat asks anew
    if (!isStoreTrouble(error)) throw error;
    ctx.log.error({ requestId: ctx.requestId, code }, "an answer could not be kept for a repeat");
  }
}

async function replay(
  ctx: StaffContext,
  { error, connectSessionId }: IdempotencyRecord,
): Promise<CreatedLink> {
  if (error)
    throw new DomainError(ErrorCode.parse(error.code), error.message, {
      ...(error.detail as DomainErrorDetail),
      replayed: true,
    });
  const row = await findConnectSession(ctx.store, connectSessionId ?? "");
  if (
    row.progress === "creating" ||
    row.progress === "create_failed" ||
    row.progress === "outcome_unknown"
  )
    throw failureOf(row);
  const { connectSessions } = ctx.store;
  const secrets = await connectSessions.readSecrets(row.id);
  if (secrets) {
    const target = { kind: "connect_session", id: row.id };
    await ctx.store.audit.append(
      auditEntry(ctx, { action: "connect_session.reveal", target, outcome: "done" }),
    );
  }
  return {
    connectSession: connectSessionToApi(ctx, row, await connectSessions.timeline(row.id)),
    authLink: secrets?.authLink ?? null,
    replayed: true,
  };
}

/** The error that the first request got, from what the row tells about it. */
function failureOf(row: ConnectSessionRow): DomainError {
  const problem = row.problems.at(-1);
  const code = ErrorCode.safeParse(problem?.code);
  const unwritten = row.progress === "creating" ? "store_unavailable" : "stackone_unavailable";
  return new DomainError(code.success ? code.data : unwritten, problem?.message ?? notWrittenDown, {
    connectSessionId: row.id,
    progress: row.progress === "create_failed" ? row.progress : "outcome_unknown",
    replayed: true,
  });
}

export const notWrittenDown =
  "StackOne made a connect session, but the console could not write it down. Nobody holds that link: make a new one.";
