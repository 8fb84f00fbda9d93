import { createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import type { Account, Session } from "./state.ts";
import { type WebhookTrouble, webhookTroubles } from "./trouble-kinds.ts";

/** Signed events about accounts, sent when something happens to one. No retries: StackOne's schedule is not documented. */

type WebhookEvent = "account.created" | "account.updated" | "account.deleted";

export const projectId = "simulator-27270";
const keptDeliveries = 5000;
/** ms */
const patience = 5000;

export interface Destination {
  url: string | null;
  /** The first one signs, the second one where a trouble says so. */
  secrets: string[];
}

export const webhookSwitchesSchema = z.strictObject({
  url: z.url().nullable().optional(),
  secret: z.string().min(1).optional(),
  /** Signs instead of the first one where `second_secret` is switched on. */
  secondSecret: z.string().min(1).optional(),
  /** For every event until it is set anew or everything is reset. */
  trouble: z.array(z.enum(webhookTroubles)).optional(),
  /** How late `late` is. */
  lateSeconds: z.number().nonnegative().optional(),
});

/** What was sent, or was not; neither secret nor signature. */
interface Delivery {
  event: string;
  accountId: string;
  trouble: WebhookTrouble[];
  /** null: on its way, lost, or nobody answered */
  status: number | null;
  state: "on its way" | "answered" | "no answer" | "lost";
  payload: Record<string, unknown>;
}

/** The times and the waiting of the simulation that an event is about. */
interface Timing {
  now(): number;
  iso(at?: number): string;
  sleep(seconds: number): Promise<void>;
}

export interface Webhooks {
  /** Never waits and never fails; does nothing without an address. */
  tell(sim: Timing, event: WebhookEvent, account: Account, session?: Session): void;
  set(change: z.infer<typeof webhookSwitchesSchema>): void;
  list(): { url: string | null; trouble: WebhookTrouble[]; items: Delivery[] };
  /** Forgets deliveries and switches; the address stays. */
  reset(): void;
}

export function createWebhooks(to: Destination): Webhooks {
  const destination = { ...to };
  let items: Delivery[] = [];
  let trouble: WebhookTrouble[] = [];
  let lateSeconds = 5;

  const send = async (url: string, troubles: WebhookTrouble[], payload: Payload) => {
    const body = JSON.stringify(payload);
    const delivery: Delivery = {
      event: payload.event,
      accountId: payload.account_id,
      trouble: troubles,
      status: null,
      state: troubles.includes("lost") ? "lost" : "on its way",
      payload,
    };
    items = [...items.slice(1 - keptDeliveries), delivery];
    if (delivery.state === "lost") return;
    const status = await post(url, body, signatureOf(body, destination.secrets, troubles));
    Object.assign(delivery, { status, state: status === null ? "no answer" : "answered" });
  };

  return {
    tell(sim, event, account, session) {
      const { url } = destination;
      if (url === null) return;
      const words = webhookTroubles.filter((kind) =>
        session?.troubles.some((one) => one.kind === `webhook_${kind}`),
      );
      const troubles = [...new Set([...trouble, ...words])];
      const payloads = payloadsOf(sim, event, account, troubles);
      const late = session?.troubles.find((one) => one.kind === "webhook_late")?.seconds;
      void (async () => {
        if (troubles.includes("late")) await sim.sleep(late ?? lateSeconds);
        for (const payload of payloads) await send(url, troubles, payload);
      })();
    },
    set(change) {
      const [first, second] = destination.secrets;
      const secrets = [change.secret ?? first, change.secondSecret ?? second];
      destination.secrets = secrets.filter((secret) => secret !== undefined);
      if (change.url !== undefined) destination.url = change.url;
      trouble = change.trouble ?? trouble;
      lateSeconds = change.lateSeconds ?? lateSeconds;
    },
    list: () => ({ url: destination.url, trouble, items }),
    reset() {
      items = [];
      trouble = [];
      lateSeconds = 5;
    },
  };
}

function signatureOf(body: string, secrets: string[], troubles: WebhookTrouble[]): string {
  const [first = "", second = first] = secrets;
  const secret = troubles.includes("wrong_secret")
    ? randomBytes(32).toString("base64url")
    : troubles.includes("second_secret")
      ? second
      : first;
  return createHmac("sha256", secret).update(body).digest("base64url");
}

/** The status of the answer; null: nobody answered. */
async function post(url: string, body: string, signature: string): Promise<number | null> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "x-stackone-signature": signature },
      body,
      signal: AbortSignal.timeout(patience),
    });
    return answer.status;
  } catch {
    return null;
  }
}

interface Payload extends Record<string, unknown> {
  event: string;
  account_id: string;
}

/** The bodies in the order in which they are sent — webhooks guide. */
function payloadsOf(
  sim: Timing,
  event: WebhookEvent,
  account: Account,
  troubles: WebhookTrouble[],
): Payload[] {
  const payload = (name: string, at: number): Payload => ({
    project_id: projectId,
    account_id: account.id,
    event: name,
    event_date: sim.iso(at),
    record_type: "account",
    record_id: account.id,
    sent_at: sim.iso(),
    provider: account.provider,
    origin_owner_id: account.ownerId,
    origin_owner_name: account.ownerName,
    ...(account.username !== null && { origin_username: account.username }),
    setup_information: account.setup,
  });
  const now = sim.now();
  // one of the alert events that one page of the documents names
  const own = payload(troubles.includes("unknown_event") ? "account.error" : event, now);
  const sent = troubles.includes("twice") ? [own, own] : [own];
  // what happened a minute earlier is overtaken by it
  return troubles.includes("out_of_order")
    ? [...sent, payload("account.created", now - 60_000)]
    : sent;
}
