import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import {
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDatabase,
  type SqliteStatement,
} from "kysely";
import { LRUCache } from "lru-cache";
import { createDurableLog, type DiskSync, type DurableLog } from "./durable-log.ts";
import { StoreError } from "../../domain/ports/store-error.ts";
import { named } from "./store-error.ts";
import type { Tables } from "../schema/tables.ts";

/** ms; better-sqlite3 waits on the event loop, and only a backup from outside can make it wait */
const busyTimeout = 2000;

const statementsKept = 200;

const settings = [
  "journal_mode = WAL",
  // the wait for the disk is durable-log.ts's
  "synchronous = NORMAL",
  // pages; copying the log into the file stops the console for some milliseconds
  "wal_autocheckpoint = 4000",
  "foreign_keys = ON",
  "secure_delete = ON",
  // without it INSERT OR REPLACE would delete an audit entry past its trigger
  "recursive_triggers = ON",
];

/** Told of each write and commit; `error`: why it failed. */
type OnWrite = (error?: unknown) => void;

/** The opened file, and what only SQLite needs. */
export interface SqliteStore {
  db: Kysely<Tables>;
  sqlite: Database.Database;
  /** A commit is safe from a power cut only after its `flush`. */
  durable: DurableLog;
  /** Empties the write-ahead log, where what was wiped still stands. False when a reader from outside or a transaction holds it. */
  emptyLog(): boolean;
  close(): Promise<void>;
}

/** Opens `store.sqlite` in the directory, alone: a second process is refused. Errors: StoreError. */
export function openDatabase(
  directory: string,
  { sync, onWrite = () => {} }: { sync?: DiskSync | undefined; onWrite?: OnWrite } = {},
): SqliteStore {
  const lock = takeDirectory(directory);
  try {
    const file = join(directory, "store.sqlite");
    const sqlite = openFile(file);
    const durable = createDurableLog(`${file}-wal`, sync, onWrite);
    const opened = databaseOn(sqlite, durable, onWrite);
    return {
      ...opened,
      close: async () => {
        await opened.close();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** Sets an opened database up, and what tells when the disk has what it writes. Errors: StoreError. */
export function databaseOn(
  sqlite: Database.Database,
  durable: DurableLog,
  onWrite: OnWrite = () => {},
): SqliteStore {
  named(() => settings.forEach((setting) => sqlite.pragma(setting)));
  const db = new Kysely<Tables>({
    dialect: new TransactionalDialect({
      database: withNamedErrors(sqlite, (error) => {
        if (error === undefined) durable.wrote();
        onWrite(error);
      }),
    }),
  });
  return {
    db,
    sqlite,
    durable,
    emptyLog: () => emptyLog(sqlite),
    close: async () => {
      await db.destroy();
      durable.close();
      if (sqlite.open) sqlite.close();
    },
  };
}

/** A lock that the system drops with the process, so a crash leaves nothing to clean up; the store itself stays readable for backups. */
function takeDirectory(directory: string): Database.Database {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const file = join(directory, "lock.sqlite");
    createPrivate(file);
    const lock = new Database(file, { timeout: 1000 });
    try {
      lock.exec("begin exclusive");
      return lock;
    } catch (error) {
      lock.close();
      throw error;
    }
  } catch (error) {
    const busy = error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
    if (busy)
      throw new StoreError(
        "in_use",
        `another console is running on ${directory}; stop it, or give this one another DATA_DIR`,
      );
    throw new StoreError(
      "read_only",
      `the store's directory ${directory} cannot be used: ${String(error)}`,
      { cause: error },
    );
  }
}

function openFile(file: string): Database.Database {
  return named(() => {
    createPrivate(file);
    return new Database(file, { timeout: busyTimeout });
  });
}

/** SQLite gives its log files the mode of the database. */
function createPrivate(file: string): void {
  closeSync(openSync(file, "a", 0o600));
}

/** Never waits and never fails: what it is called after is already done. */
function emptyLog(sqlite: Database.Database): boolean {
  if (sqlite.inTransaction) return false;
  try {
    sqlite.pragma("busy_timeout = 0");
    const [result] = sqlite.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
    return result?.busy === 0;
  } catch {
    return false;
  } finally {
    sqlite.pragma(`busy_timeout = ${busyTimeout}`);
  }
}

/** SQLite can roll back DDL; kysely leaves migrations outside of transactions unless told. */
class TransactionalDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** The console asks the same few dozen things again and again, so what was prepared is kept. */
function withNamedErrors(sqlite: Database.Database, wrote: OnWrite): SqliteDatabase {
  // lists of many lengths would pile up
  const kept = new LRUCache<string, SqliteStatement>({ max: statementsKept });
  const outcomes = commitsOf(sqlite, wrote);
  return {
    close: () => sqlite.close(),
    prepare: (text): SqliteStatement => {
      // a full disk makes SQLite roll back by itself; a second rollback would hide the cause
      if (text === "rollback" && !sqlite.inTransaction) return nothing;
      const statement = kept.get(text) ?? prepare(sqlite, text, outcomes);
      kept.set(text, statement);
      return statement;
    },
  };
}

interface WriteOutcomes {
  done(text: string, changes: number): void;
  failed(error: unknown): void;
}

/** Tells of each commit that changed something, and of what fails. */
function commitsOf(sqlite: Database.Database, wrote: OnWrite): WriteOutcomes {
  let changed = false;
  return {
    done(text, changes) {
      changed = text !== "begin" && text !== "rollback" && (changed || changes > 0);
      if (!changed || sqlite.inTransaction) return;
      changed = false;
      wrote();
    },
    failed: wrote,
  };
}

function prepare(
  sqlite: Database.Database,
  text: string,
  outcomes: WriteOutcomes,
): SqliteStatement {
  const statement = named(() => sqlite.prepare(text));
  const reporting = <Result>(work: () => Result): Result => {
    try {
      return named(work);
    } catch (error) {
      outcomes.failed(error);
      throw error;
    }
  };
  return {
    reader: statement.reader,
    all: (values) => reporting(() => statement.all(...values)),
    run: (values) => {
      const result = reporting(() => statement.run(...values));
      outcomes.done(text, result.changes);
      return result;
    },
    iterate: (values) => statement.iterate(...values),
  };
}

const nothing: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};
