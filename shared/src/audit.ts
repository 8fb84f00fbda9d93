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
  "connect_session.export",
  "account.note",
  "account.hand_over",
  "owner.add",
  "owner.adopt",
  "owner.import",
  "owner.rename",
  "owner.export",
  "staff.switch_role",
  "sign_in",
  "sign_in.refused",
  "sign_out",
]);
export type AuditAction = z.infer<typeof AuditAction>;

/** Who did what, when, to what, with what outcome. `fields` are names, never values. */
export const AuditEntry = z.object({
  id: z.string(),
  at: z.string(),
  actor: StaffReference,
  action: z.string(),
  target: z.object({ kind: z.string(), id: z.nullable(z.string()) }),
  outcome: z.enum(["done", "refused", "failed"]),
  fields: z.array(z.string()),
  requestId: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** `GET /api/audit` */
export const AuditQuery = z.strictObject({
  actor: z.optional(oneOrMore(Id)),
  action: z.optional(oneOrMore(Id)),
  target: z.optional(oneOrMore(Id)),
  from: z.optional(IsoTime),
  to: z.optional(IsoTime),
  cursor: z.optional(z.string()),
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(200))),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditPage = z.object({
  items: z.array(AuditEntry),
  nextCursor: z.nullable(z.string()),
});
export type AuditPage = z.infer<typeof AuditPage>;
