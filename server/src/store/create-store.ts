import type { Kysely, KyselyPlugin } from "kysely";
import type { Clock } from "../domain/ports/clock.ts";
import type { Repositories, Store } from "../domain/ports/store.ts";
import { createAccounts } from "./account/accounts.ts";
import { createAccountDeletions } from "./account/deletions.ts";
import { createClaims } from "./connect-session/claims.ts";
import { createIdempotency } from "./connect-session/idempotency.ts";
import { createLedger } from "./connect-session/ledger.ts";
import { createAuthLinks } from "./connect-session/secrets.ts";
import { createTimelines } from "./connect-session/timeline.ts";
import { createNotifications } from "./notification/notifications.ts";
import { createOutbox } from "./notification/outbox.ts";
import { createOwnerImports } from "./owner/imports.ts";
import { createOwners } from "./owner/owners.ts";
import type { Tables } from "./schema/tables.ts";
import type { SecretBox } from "./secret/secret-box.ts";
import type { SqliteStore } from "./sqlite/database.ts";
import type { DiskWatch } from "./sqlite/disk-watch.ts";
import type { DurableLog } from "./sqlite/durable-log.ts";
import { createTransactionScope } from "./sqlite/transaction-scope.ts";
import { createAudit } from "./staff/audit.ts";
import { createSignIns } from "./staff/sign-ins.ts";
import { createStaff } from "./staff/staff.ts";
import { createStackOneAbilities } from "./stackone/abilities.ts";
import { createStackOneAnswers } from "./stackone/check-answers.ts";
import { createWebhooks } from "./stackone/last-webhook.ts";
import { createUpstream } from "./stackone/project.ts";

/** A store, and the end of it. */
export interface OpenStore extends Store {
  close(): Promise<void>;
}

/** What a store is made of. The file is migrated. */
interface StoreParts {
  opened: SqliteStore;
  box: SecretBox;
  disk: DiskWatch;
  clock: Clock;
}

/**
 * The store over an opened and migrated file.
 * Inside `transaction` only its `tx` may be used; any other call throws at once.
 */
export function createStore({ opened, box, disk, clock }: StoreParts): OpenStore {
  const { db, durable, emptyLog, close } = opened;
  // what was wiped before a crash may still stand in the log
  let wiped = true;
  const scrub = () => {
    if (wiped && emptyLog()) wiped = false;
  };
  scrub();
  const repositoriesOn = (handle: Kysely<Tables>): Repositories => ({
    accounts: createAccounts(handle),
    accountDeletions: createAccountDeletions(handle),
    connectSessions: {
      ...createLedger(handle, clock),
      ...createTimelines(handle),
      ...createClaims(handle),
      ...createAuthLinks(handle, box, () => {
        wiped = true;
        scrub();
      }),
    },
    owners: createOwners(handle, clock),
    ownerImports: createOwnerImports(handle),
    audit: createAudit(handle),
    idempotency: createIdempotency(handle),
    signIns: createSignIns(handle),
    staff: createStaff(handle),
    notifications: createNotifications(handle),
    outbox: createOutbox(handle),
  });
  const durably = db.withPlugin(flushAfterWrite(durable));
  const scope = createTransactionScope();
  const calls: Omit<Store, "problem"> = {
    ...repositoriesOn(durably),
    ...createUpstream(durably),
    ...createWebhooks(durably),
    ...createStackOneAbilities(durably),
    stackoneAnswers: createStackOneAnswers(durably),
    async transaction(work) {
      const result = await db
        .transaction()
        .execute((tx) => scope.run(() => work(repositoriesOn(tx))));
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
  };
  return { ...scope.outside(calls), problem: disk.problem, close };
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
