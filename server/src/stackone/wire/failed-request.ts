import type { FailedRequest } from "@connect-console/shared/account";
import * as z from "zod";
import { LooseId, LooseIsoTime, LooseText } from "./loose.ts";

const LooseNumber = z
  .number()
  .nullish()
  .catch(null)
  .transform((number) => number ?? null);

/** An entry of `GET /requests/logs` (docs/stackone.md, 10). Bodies, headers and the query of a path, where secrets stand, are dropped. */
const WireFailedRequest = z.object({
  request_id: LooseId,
  account_id: LooseId.nullish().catch(null),
  event_datetime: LooseIsoTime,
  start_time: LooseIsoTime,
  http_method: LooseText,
  path: LooseText,
  status: LooseNumber,
  success: z.boolean().nullish().catch(null),
  service: LooseText,
  resource: LooseText,
  action: LooseText,
});

const WireRequestLog = z.object({ data: z.array(WireFailedRequest) });

/** The failed requests of this account, newest first; null: another shape. The filters of StackOne may be looser than asked for. */
export function failedRequestsOf(json: unknown, accountId: string): FailedRequest[] | null {
  const parsed = WireRequestLog.safeParse(json);
  if (!parsed.success) return null;
  return parsed.data.data
    .filter(
      ({ success, account_id }) => success !== true && (account_id ?? accountId) === accountId,
    )
    .map((entry) => ({
      id: entry.request_id,
      at: entry.event_datetime ?? entry.start_time,
      method: entry.http_method,
      path: entry.path?.replace(/[?#].*$/s, "") ?? null,
      status: entry.status,
      service: entry.service,
      resource: entry.resource,
      action: entry.action,
    }))
    .toSorted((one, other) => ((one.at ?? "") < (other.at ?? "") ? 1 : -1));
}
