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
