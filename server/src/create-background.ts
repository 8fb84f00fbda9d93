import { setTimeout as sleep } from "node:timers/promises";
import type { ConsolePorts } from "./create-ports.ts";
import { createDelivery } from "./notify/delivery.ts";
import { createAccountsCopier } from "./polling/account-syncer.ts";
import { createOutdatedDeletion } from "./polling/outdated-rows.ts";
import { createRecovery } from "./polling/recovery.ts";

/** ms; a check that StackOne does not answer is not waited for longer when the console ends */
const stopWithin = 2000;

/** All that goes on without a request. */
export interface Background {
  /** `ready`: when StackOne may be asked for the copy of the accounts */
  start(ready: Promise<unknown>): void;
  /** Ends within seconds, whatever StackOne answers. */
  stop(): Promise<void>;
}

interface Running {
  start(): void;
  stop(): Promise<void>;
}

export function createBackground(
  { ports, ctx, tracker, pendingAccounts, teamWebhook }: ConsolePorts,
  publicUrl: URL,
): Background {
  const copier = createAccountsCopier(ctx, pendingAccounts);
  const delivery = teamWebhook && createDelivery(ports, teamWebhook, publicUrl.origin);
  const others: Running[] = [tracker, createRecovery(ctx), createOutdatedDeletion(ports)];
  if (delivery) others.push(delivery);
  let stopped = false;
  return {
    start(ready) {
      for (const one of others) one.start();
      void ready.then(() => stopped || copier.start());
    },
    async stop() {
      stopped = true;
      const ended = Promise.all([...others, copier].map((one) => one.stop()));
      await Promise.race([ended, sleep(stopWithin, undefined, { ref: false })]);
    },
  };
}
