import { DomainError } from "./domain-error.ts";
import { StoreError, type StoreFailure } from "./ports/store-error.ts";

/** What a person reads while nothing can be written; undefined: another fault, of which only the log tells. */
export function storeSentence(failure: StoreFailure): string | undefined {
  switch (failure) {
    case "full":
      return "The console's disk is full.";
    case "read_only":
      return "The console can't write to its disk.";
    case "locked":
      return "Another program holds the console's records.";
    case "failed":
      return "The console's disk doesn't take what is written to it.";
    case "corrupt":
    case "in_use":
    case "constraint":
    case "unreadable":
      return undefined;
    default:
      return failure satisfies never;
  }
}

/** The console's error for a write that the disk refused; anything else as it is. */
export function fromStore(error: unknown): unknown {
  const sentence = error instanceof StoreError ? storeSentence(error.failure) : undefined;
  return sentence === undefined
    ? error
    : new DomainError("store_unavailable", `${sentence} Nothing was saved.`);
}

/** Whether the store refused to write, and may take it later. */
export function isStoreTrouble(error: unknown): boolean {
  return error instanceof StoreError && storeSentence(error.failure) !== undefined;
}
