import { SqliteError } from "better-sqlite3";

/** What kept the store from doing its work. `unreadable`: something is there, but this console cannot read it. */
export type StoreFailure =
  | "full"
  | "read_only"
  | "locked"
  | "corrupt"
  | "in_use"
  | "constraint"
  | "unreadable"
  | "failed";

/** Any failure of the store; its message carries no value of a row. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly failure: StoreFailure;

  constructor(failure: StoreFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

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
