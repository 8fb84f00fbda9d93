import type { Attempt } from "@connect-console/shared/connect-session";
import * as z from "zod";
import { LooseCode, LooseId, LooseIsoTime, LooseSentence } from "./loose.ts";

const WireAttempt = z
  .object({
    id: LooseId,
    // An open list: pending, authenticated, error, cancelled, expired and what may come (docs/stackone.md, 1.3).
    status: z.string(),
    created_at: LooseIsoTime,
    updated_at: LooseIsoTime,
    account_secure_id: LooseId.nullish().catch(null),
    oauth_error_code: LooseCode,
    oauth_error_description: LooseSentence,
  })
  .transform((attempt): Attempt => ({
    id: attempt.id,
    status: attempt.status,
    createdAt: attempt.created_at,
    updatedAt: attempt.updated_at,
    accountId: attempt.account_secure_id ?? null,
    errorCode: attempt.oauth_error_code,
    errorDescription: attempt.oauth_error_description,
  }));

/** authenticate-connect-session; the field is undefined where this StackOne does not know attempts. */
export const WireAuthenticated = z.object({ latest_connection_attempt: WireAttempt.nullish() });
