import { SqliteError } from "better-sqlite3";
import { StoreError, type StoreFailure } from "../../domain/ports/store-error.ts";

const failureOfCode: [RegExp, StoreFailure][] = [
  [/^SQLITE_FULL/, "full"],
  [/^SQLITE_READONLY|^SQLITE_CANTOPEN|^SQLITE_PERM/, "read_only"],
  [/^SQLITE_BUSY|^SQLITE_LOCKED/, "locked"],
  [/^SQLITE_CORRUPT|^SQLITE_NOTADB/, "corrupt"],
  [/^SQLITE_CONSTRAINT/, "constraint"],
];

/** Does the work; what SQLite throws comes out as a StoreError. */
export function named<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SqliteError)) throw error;
    const failure = failureOfCode.find(([code]) => code.test(error.code))?.[1] ?? "failed";
    throw new StoreError(failure, `the store failed: ${error.message} (${error.code})`, {
      cause: error,
    });
  }
}
