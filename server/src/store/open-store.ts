import type { Kysely, KyselyPlugin } from "kysely";
import type { Clock } from "../domain/ports/clock.ts";
import type { Repositories, Store } from "../domain/ports/store.ts";
import { createAccountDeletions } from "./account/deletions.ts";
import { createAccounts } from "./account/accounts.ts";
import { createAudit } from "./staff/audit.ts";
import { createAuthLinks } from "./connect-session/secrets.ts";
import { createClaims } from "./connect-session/claims.ts";
import { createLedger } from "./connect-session/ledger.ts";
import { openDatabase } from "./sqlite/database.ts";
import { createDiskWatch } from "./sqlite/disk-watch.ts";
import type { DiskSync, DurableLog } from "./sqlite/durable-log.ts";
import { createIdempotency } from "./connect-session/idempotency.ts";
import { migrate } from "./migrations/all.ts";
import { createOwnerImports } from "./owner/imports.ts";
import { createOwners } from "./owner/owners.ts";
import { createNotifications } from "./notification/notifications.ts";
import { createOutbox } from "./notification/outbox.ts";
import { createSecretBox } from "./secret/secret-box.ts";
import { createSignIns } from "./staff/sign-ins.ts";
import { createStaff } from "./staff/staff.ts";
import type { Tables } from "./schema/tables.ts";
import { createTimelines } from "./connect-session/timeline.ts";
import { createStackOneAbilities } from "./stackone/abilities.ts";
import { createStackOneAnswers } from "./stackone/check-answers.ts";
import { addTokenFingerprints } from "./migrations/token-fingerprint.ts";
import { createUpstream } from "./stackone/project.ts";
import { createWebhooks } from "./stackone/last-webhook.ts";

/**
 * Opens the embedded store in a directory of its own (DATA_DIR/simulator or DATA_DIR/live), making or updating it.
 * Inside `transaction` only its `tx` may be used: there is one connection, and the outer handle would wait for itself.
 * Errors: StoreError, `in_use` when another process has the directory.
 */
export async function openStore(options: {
  directory: string;
  secretKeys: Uint8Array[];
  clock: Clock;
  /** waits until the disk has the file; fdatasync */
  sync?: DiskSync;
}): Promise<Store & { close(): Promise<void> }> {
  const box = createSecretBox(options.secretKeys);
  const disk = createDiskWatch(options.directory, options.clock);
  const { db, durable, emptyLog, close } = openDatabase(options.directory, {
    sync: options.sync,
    onWrite: disk.wrote,
  });
  const durably = db.withPlugin(flushAfterWrite(durable));
  // what was wiped before a crash may still stand in the log
  let wiped = true;
  const scrub = () => {
    if (wiped && emptyLog()) wiped = false;
  };
  const repositoriesOn = (handle: Kysely<Tables>): Repositories => ({
    accounts: createAccounts(handle),
    accountDeletions: createAccountDeletions(handle),
    connectSessions: {
      ...createLedger(handle, options.clock),
      ...createTimelines(handle),
      ...createClaims(handle),
      ...createAuthLinks(handle, box, () => {
        wiped = true;
        scrub();
      }),
    },
    owners: createOwners(handle, options.clock),
    ownerImports: createOwnerImports(handle),
    audit: createAudit(handle),
    idempotency: createIdempotency(handle),
    signIns: createSignIns(handle),
    staff: createStaff(handle),
    notifications: createNotifications(handle),
    outbox: createOutbox(handle),
  });
  try {
    await migrate(db);
    await addTokenFingerprints(db, box);
    scrub();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...repositoriesOn(durably),
    ...createUpstream(durably),
    ...createWebhooks(durably),
    ...createStackOneAbilities(durably),
    stackoneAnswers: createStackOneAnswers(durably),
    async transaction(work) {
      const result = await db.transaction().execute((tx) => work(repositoriesOn(tx)));
      await durable.flush();
      scrub();
      return result;
    },
    async ready() {
      try {
        await db.selectFrom("connect_sessions").select("id").limit(1).execute();
        return await disk.canWrite(() => probe(db, durable));
      } catch {
        return false;
      }
    },
    problem: disk.problem,
    close,
  };
}

/** Takes some pages of the disk and gives them back. */
async function probe(db: Kysely<Tables>, { flush }: DurableLog): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const filling = "x".repeat(16_384);
    await tx.insertInto("store_probe").values({ id: 1, filling }).execute();
    await tx.deleteFrom("store_probe").execute();
  });
  await flush();
}

/** For what is written by itself, outside of a transaction. */
function flushAfterWrite({ flush }: DurableLog): KyselyPlugin {
  return {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (result.numAffectedRows) await flush();
      return result;
    },
  };
}
