import { AuditOutcome } from "@connect-console/shared/audit";
import { atMost, looksLikeLink } from "@connect-console/shared/text";
import * as z from "zod/mini";
import { oneOrMore } from "../../list/address.ts";

/** A day of the reader's calendar: "2026-11-22". */
const Day = z.iso.date();
const Id = z.string().check(
  z.minLength(1),
  atMost(200),
  z.refine((id) => !looksLikeLink(id)),
);

const AuditSearch = z.object({
  actor: oneOrMore(Id),
  action: oneOrMore(Id),
  /** id of what the entries are about */
  target: z.catch(z.optional(Id), undefined),
  outcome: oneOrMore(AuditOutcome),
  from: z.catch(z.optional(Day), undefined),
  to: z.catch(z.optional(Day), undefined),
});
export type AuditSearch = z.infer<typeof AuditSearch>;

/** The filters as they stand in the URL; what is not understood is left out. */
export function auditSearch(search: Record<string, unknown>): AuditSearch {
  return AuditSearch.parse(search);
}
