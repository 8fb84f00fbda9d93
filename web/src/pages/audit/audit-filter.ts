import type { AuditFilter } from "../../api/audit.ts";
import type { AuditSearch } from "./audit-search.ts";

/** What the server is asked for: days are those of the reader's own time zone, both included. */
export function filterOf({ target, from, to, ...lists }: AuditSearch): AuditFilter {
  return {
    ...lists,
    ...(target !== undefined && { target: [target] }),
    ...(from !== undefined && { from: new Date(`${from}T00:00:00.000`).toISOString() }),
    ...(to !== undefined && { to: new Date(`${to}T23:59:59.999`).toISOString() }),
  };
}

/** Whether anything narrows the list. */
export function isFiltered(search: AuditSearch): boolean {
  return Object.values(search).some((value) => value !== undefined);
}
