import type { AuditEntry } from "@connect-console/shared/audit";
import type { StackOneAccount } from "./stackone.ts";

/** A map with a most: where it is full, the entry goes that was used least recently. Some forget an entry after a time, too. */
interface BoundedMap<Value> {
  get(key: string): Value | undefined;
  has(key: string): boolean;
  set(key: string, value: Value): unknown;
  delete(key: string): unknown;
}

/** A reading of accounts that previews and polls share for a while. */
export interface RecentReading {
  /** monotonic, ms */
  begun: number;
  /** our clock */
  at: number;
  /** our clock; undefined until it came */
  answeredAt?: number;
  accounts: Promise<StackOneAccount[]>;
  /** how many pages it has; 1 until it is known */
  pages: number;
}

/** What the newest recorded reading of one question was. */
interface RecordedReading {
  hash: string;
  /** when it began, our clock */
  at: number;
  /** `Memory.accountChanges` when it was recorded */
  changes: number;
  /** by account id */
  brokenSince: ReadonlyMap<string, number | null>;
}

/** Writes down how a creation ended that could not be written down when it ended. */
type LateEnd = () => Promise<void>;

/**
 * All that the domain keeps between two calls, made once at the start and passed by ctx. It lives as long as the process and
 * is never written, so a restart loses all of it; each part says what that costs.
 */
export interface Memory {
  /** Grows with every change of the stored accounts. After a restart the first reading of each question is recorded again. */
  accountChanges: number;
  /** By question: a reading that equals the one just before needs no write. A restart costs one write for each. */
  recordedReadings: BoundedMap<RecordedReading>;
  /** By question, at most a minute: what previews and polls read a moment ago. A restart costs one more reading for each. */
  recentReadings: BoundedMap<RecentReading>;
  /** By kind and ID, a minute: StackOne does not know it. A restart costs one more question for each. */
  unknownIds: BoundedMap<true>;
  /** By staff ID: when a person's reads of the last minute went out, monotonic ms. A restart gives everybody a full share. */
  readsOfStaff: Map<string, number[]>;
  /** By owner ID: the end of the queue of polls. A restart ends what is in it; the rows themselves say when they are due. */
  pollQueues: Map<string, Promise<unknown>>;
  /** When the last signed webhook came and when that was last written (epoch ms), and the hashes of the newest. A restart lets a repeated webhook cause one more poll. */
  webhooks: { lastAt: number | null; writtenAt: number; accepted: BoundedMap<true> };
  /** Requests with an Idempotency-Key that are being answered. After a restart a repeat is answered from the store. */
  requestsUnderWay: Map<string, Promise<unknown>>;
  /**
   * The rows in `creating` that this process knows about: `null` while a request works on them, else how their end is written late.
   * What a restart finds in `creating` becomes `outcome_unknown`.
   */
  pendingCreations: Map<string, LateEnd | null>;
  /** The end of the queue of owner imports. A restart goes on where the store says. */
  ownerImport: Promise<void>;
  /** Refusals that the disk did not take, oldest first. A restart loses them; the log has them. */
  unwrittenRefusals: AuditEntry[];
}
