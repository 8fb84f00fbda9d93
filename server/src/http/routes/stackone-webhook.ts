import { createHmac, timingSafeEqual } from "node:crypto";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import * as z from "zod";
import { DomainError } from "../../domain/domain-error.ts";
import type { Secret } from "../../domain/ports/secret.ts";
import { takeWebhook, type Webhook } from "../../domain/polling/receive-webhook.ts";
import type { AppDeps, AppEnv } from "../deps.ts";
import { errorToLog } from "../middleware/error-handler.ts";

/** bytes; only an id of it is used, but `setup_information` is as long as the provider's settings are */
const largest = 1024 * 1024;

const LooseId = z.union([z.string().min(1), z.number().transform(String)]);
const LooseText = z.string().nullish().catch(null);

/** StackOne's webhooks guide; whatever else it carries is not looked at, `setup_information` above all. */
const Payload = z
  .object({
    event: z.string(),
    account_id: LooseId.nullish(),
    record_id: LooseId.nullish(),
    event_date: LooseText,
    origin_owner_id: LooseId.nullish().catch(null),
  })
  .transform((said, context): Webhook => {
    const accountId = said.account_id ?? said.record_id;
    if (accountId == null) context.addIssue("no account");
    return {
      event: said.event,
      accountId: accountId ?? "",
      eventDate: said.event_date ?? null,
      ownerId: said.origin_owner_id ?? null,
    };
  });

/**
 * `POST /hooks/stackone`: 204 at once when the signature holds, the work comes after. The signature is the whole proof: no sign-in, no
 * media type, and any Host, because a gateway may lead only this one path to the console.
 */
export function stackoneWebhookRoutes({ webhooks, ports, metrics }: AppDeps) {
  const requireSecrets: MiddlewareHandler<AppEnv> = async (_, next) => {
    if (webhooks.secrets.length === 0)
      throw new DomainError("not_found", "Webhooks need STACKONE_WEBHOOK_SECRETS.");
    await next();
  };
  const limitWebhook = bodyLimit({
    maxSize: largest,
    onError: () => {
      metrics.webhookCame("too_large");
      throw new DomainError("too_large", "The webhook is larger than 1 MB.", {
        fields: { body: "Send at most 1 MB." },
      });
    },
  });
  const take = async (c: Context<AppEnv>): Promise<Response> => {
    const signature = c.req.header("x-stackone-signature");
    const body = Buffer.from(await c.req.arrayBuffer());
    if (signature === undefined || !isSigned(body, signature, webhooks.secrets)) {
      metrics.webhookCame("refused");
      throw new DomainError("not_signed_in", "The signature does not hold.");
    }
    const requestId = c.get("requestId");
    const webhook = read(body);
    const taken = takeWebhook({ ...ports, actor: { kind: "webhook" }, requestId }, webhook);
    webhooks.afterwards(
      taken.then(
        (result) => {
          metrics.webhookCame(result);
          if (result === "unreadable")
            ports.log.warn({ requestId }, "a signed webhook could not be read");
        },
        (error: unknown) =>
          ports.log.error({ requestId, ...errorToLog(error) }, "a webhook could not be taken"),
      ),
    );
    return c.body(null, 204);
  };
  return (
    new Hono<AppEnv>()
      .post("/stackone", requireSecrets, limitWebhook, take)
      // with the slash that some gateways and people add
      .post("/stackone/", requireSecrets, limitWebhook, take)
  );
}

/** base64url of HMAC-SHA256 over the exact bytes; every secret is tried, so that time tells nothing. */
function isSigned(body: Buffer, signature: string, secrets: readonly Secret[]): boolean {
  const given = Buffer.from(withoutPadding(signature));
  let holds = false;
  for (const secret of secrets) {
    const right = createHmac("sha256", secret.reveal()).update(body).digest("base64url");
    const expected = Buffer.from(right);
    if (given.length === expected.length && timingSafeEqual(given, expected)) holds = true;
  }
  return holds;
}

/** Base64 is padded with two signs at most; anybody may send more, and a header of nothing else. */
function withoutPadding(signature: string): string {
  return signature.replace(/={1,2}$/, "");
}

function read(body: Buffer): Webhook | null {
  try {
    return Payload.safeParse(JSON.parse(body.toString())).data ?? null;
  } catch {
    return null;
  }
}
