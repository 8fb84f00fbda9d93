import type { ConnectSessionRequest, CreatedAtStackOne, StackOneAccount } from "./stackone.ts";

/** An answer of StackOne that is a finding whatever its status is. */
export interface Probed {
  status: number;
}

/** Calls of the day-one check: what StackOne decides comes back as a status, 4xx too; only what is no decision is a StackOneError. */
export interface StackOneProbe {
  /** The first page of this owner's accounts. `statuses`: none leaves StackOne's own filter; null where the answer was no list. */
  accounts(
    version: "v1" | "v2",
    ownerId: string,
    statuses: readonly string[],
  ): Promise<Probed & { items: StackOneAccount[] | null }>;
  /** `message`: what StackOne said where it refused, cleaned. */
  create(
    request: ConnectSessionRequest,
  ): Promise<Probed & { created: CreatedAtStackOne | null; message: string | null }>;
  sessionByNumber(id: string): Promise<Probed>;
  sessionByToken(token: string): Promise<Probed>;
  /** As the Hub opens a link: with the token and without the key. */
  hub(token: string): Promise<Probed>;
  /** An `initialize` of the Model Context Protocol with the token and without the key. */
  mcp(token: string): Promise<Probed>;
}

/** The answers of the check, kept until they are found anew. */
export interface StackOneAnswers {
  /** question → value and when it was found (epoch ms) */
  all(): Promise<Map<string, { value: string; at: number }>>;
  put(question: string, value: string, at: number): Promise<void>;
  /** The run that goes on, as JSON, so that a restart knows of it; null: none. */
  run(): Promise<string | null>;
  putRun(run: string | null): Promise<void>;
}
