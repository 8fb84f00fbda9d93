/** What became of a message. `problem` is a sentence without the webhook's address. */
export type Sent =
  | { result: "delivered" }
  /** it would refuse the same message again; `gone`: and every other one, because the address or its channel is no more */
  | { result: "refused"; problem: string; gone: boolean }
  /** `mayHaveActed`: it was sent, and whether it was taken is not known; `retryAfter` in seconds, where the other side says so */
  | { result: "failed"; problem: string; mayHaveActed: boolean; retryAfter: number | null };

/** The team's incoming webhook. */
export interface MessageSink {
  readonly host: string;
  /** Never throws. */
  send(text: string): Promise<Sent>;
}

/** How people learn of what concerns them. */
export interface Notify {
  /** What these people are told, or have read, changed: their open pages count anew. */
  changed(staffIds: Iterable<string>): void;
  /** Calls back with each person's id until the returned function is called. */
  subscribe(listener: (staffId: string) => void): () => void;
  /** null: none is configured */
  readonly webhook: MessageSink | null;
}
