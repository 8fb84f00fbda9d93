import type { Permission } from "@connect-console/shared/staff";
import type * as z from "zod";

/**
 * What a route of the interface asks of a person. `role`: any role will do; `create`: what making a link of that type needs, `reissue` besides
 * what one's own link needs; everything else is a permission of the table in domain/permissions.ts.
 */
export type AsksOfRole = Permission | "role" | "create" | "reissue";

/** What the document says of one route besides its path and its request, which the route itself declares by its validators. */
export interface Operation {
  /** what generated clients call it; it never changes */
  operationId: string;
  /** what it does, in words */
  summary: string;
  /** enforced by the verbs, not from here */
  asks: AsksOfRole;
  /** the body of its success: JSON of that shape, a file, or a stream of events */
  answer: z.core.$ZodType | "text/csv" | "text/event-stream";
  /** 200 where none is given */
  status?: 200 | 201;
  /** takes a file instead of JSON */
  takes?: "text/csv";
}

/** By method and path, as Hono writes them. */
export type Operations = Record<`${"GET" | "POST"} /api/${string}`, Operation>;
