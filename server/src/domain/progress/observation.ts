import type { Progress, TimelineEntry } from "@connect-console/shared/connect-session";
import type { Attribution } from "./claims.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { AttemptReading, StackOneAccount } from "../ports/stackone.ts";

/** What one look brought. A part that was not asked for, or failed, is undefined. */
export interface Observation {
  /** our clock, when the look was begun; `attemptAt` where the attempt was read at another time */
  at: number;
  attemptAt?: number | undefined;
  /** StackOne's clock minus ours, ms */
  skew: number;
  attempt?: AttemptReading | undefined;
  accounts?: readonly StackOneAccount[] | undefined;
  /** accounts that were read each on its own; null: StackOne has it no longer */
  named?: ReadonlyMap<string, StackOneAccount | null> | undefined;
  /** accounts that were deleted by a press in the console */
  deletedHere?: ReadonlySet<string> | undefined;
  /** what of the accounts' evidence is this row's (`decideClaims`) */
  attributions: readonly Attribution[];
  /** whether this row's attempt can be asked for at all: then it must be read before the row may expire */
  attemptExpected: boolean;
  /** our clock: the list of accounts was read then, and held a record that the console cannot read */
  unreadableAt?: number | undefined;
  /** ids of the accounts that an open link of the owner would edit */
  awaited?: ReadonlySet<string>;
}

/** A timeline entry before it has an id and a person. `at` is our clock. */
export interface TimelineDraft {
  at: number;
  progress: Progress;
  evidence: TimelineEntry["evidence"];
  code: string | null;
  text: string;
}

export interface ProgressUpdate {
  row: ConnectSessionRow;
  timeline: TimelineDraft[];
}
