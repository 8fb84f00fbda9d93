import { createHmac } from "node:crypto";

/** A body as StackOne's webhooks guide shows it. */
export function webhookBody(part: Record<string, unknown> = {}): string {
  return JSON.stringify({
    project_id: "acme-27270",
    account_id: "acc_acme_bamboohr",
    event: "account.updated",
    event_date: new Date().toISOString(),
    record_type: "account",
    record_id: "acc_acme_bamboohr",
    sent_at: new Date().toISOString(),
    provider: "bamboohr",
    origin_owner_id: "acme",
    origin_owner_name: "Acme Inc",
    ...part,
  });
}

export function signWebhook(body: string, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("base64url");
}

/** Sends it to the console as StackOne would; gives the status. Without a signature none is sent. */
export async function sendWebhook(
  consoleUrl: string,
  body: string,
  signature?: string,
  headers: Record<string, string> = {},
): Promise<number> {
  const { status } = await fetch(`${consoleUrl}/hooks/stackone`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...headers,
      ...(signature !== undefined && { "x-stackone-signature": signature }),
    },
    body,
  });
  return status;
}
