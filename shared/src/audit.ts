import * as z from "zod/mini";
import { StaffReference } from "./staff.ts";
import { Id, IsoTime, oneOrMore } from "./text.ts";

/** `{noun}.{verb}` of everything that is written down. */
export const AuditAction = z.enum([
  "connect_session.create",
  "connect_session.reissue",
  "connect_session.reveal",
  "connect_session.copy",
  "connect_session.connect_here",
  "connect_session.check",
  "connect_session.confirm",
  "connect_session.accept",
  "connect_session.void",
  "connect_session.note",
  "connect_session.hand_over",
  "connect_session.snooze",
  "connect_session.dismiss",
  "connect_session.unsnooze",
  "connect_session.export",
  "account.note",
  "account.hand_over",
  "account.delete",
  "owner.add",
  "owner.adopt",
  "owner.import",
  "owner.rename",
  "owner.delete",
  "owner.export",
  "audit.export",
  "settings.change",
  "settings.test_message",
  "stackone.check",
  "stackone.check_link",
  "staff.switch_role",
  "sign_in",
  "sign_in.refused",
  "sign_out",
]);
export type AuditAction = z.infer<typeof AuditAction>;

/** `refused`: a rule or a role forbade it; `failed`: it was allowed and did not come about. */
export const AuditOutcome = z.enum(["done", "refused", "failed"]);
export type AuditOutcome = z.infer<typeof AuditOutcome>;

/** Who did what, when, to what, with what outcome. `fields` are names, never values. */
export const AuditEntry = z.object({
  id: z.string(),
  at: z.string(),
  actor: StaffReference,
  action: z.string(),
  target: z.object({ kind: z.string(), id: z.nullable(z.string()) }),
  outcome: AuditOutcome,
  fields: z.array(z.string()),
  requestId: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** `GET /api/audit`; list parameters may be repeated. `from` and `to` belong to what is asked for. */
export const AuditQuery = z.strictObject({
  actor: z.optional(oneOrMore(Id)),
  action: z.optional(oneOrMore(Id)),
  target: z.optional(oneOrMore(Id)),
  outcome: z.optional(oneOrMore(AuditOutcome)),
  from: z.optional(IsoTime),
  to: z.optional(IsoTime),
  cursor: z.optional(z.string()),
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(200))),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** `GET /api/audit/export.csv`: the same filters, all entries. */
export const AuditExport = z.omit(AuditQuery, { cursor: true, limit: true });
export type AuditExport = z.infer<typeof AuditExport>;

/** An entry with what its target is called now; null where it has no name, or is not known any more. */
export const AuditLine = z.extend(AuditEntry, {
  target: z.object({ kind: z.string(), id: z.nullable(z.string()), name: z.nullable(z.string()) }),
});
export type AuditLine = z.infer<typeof AuditLine>;

/** Newest first. */
export const AuditPage = z.object({
  items: z.array(AuditLine),
  nextCursor: z.nullable(z.string()),
});
export type AuditPage = z.infer<typeof AuditPage>;

/** `GET /api/audit/actors`: everybody who stands in the audit log, by name. */
export const AuditActors = z.object({ items: z.array(StaffReference) });
export type AuditActors = z.infer<typeof AuditActors>;
