import { randomBytes } from "node:crypto";
import { Secret } from "../domain/ports/secret.ts";
import type { AppDeps } from "./deps.ts";

export interface WebhookInbox {
  webhooks: AppDeps["webhooks"];
  /** Ends when what was taken is done. */
  settled(): Promise<void>;
}

/** Webhooks of StackOne, with the secrets of the environment; for a simulator of our own they are made here where none are set. */
export function createWebhookInbox(given: Secret[], isSimulated: boolean): WebhookInbox {
  const pending = new Set<Promise<void>>();
  const made = () => new Secret(randomBytes(32).toString("base64url"));
  return {
    webhooks: {
      secrets: given.length === 0 && isSimulated ? [made(), made()] : given,
      afterwards(work) {
        pending.add(work);
        void work.finally(() => pending.delete(work));
      },
    },
    async settled() {
      await Promise.all(pending);
    },
  };
}
