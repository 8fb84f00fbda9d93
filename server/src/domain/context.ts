import type { StaffMember, StaffReference } from "@connect-console/shared/staff";
import type { Clock, Ids } from "./ports/clock.ts";
import type { Live } from "./ports/live.ts";
import type { Log } from "./ports/log.ts";
import type { Memory } from "./ports/memory.ts";
import type { Notify } from "./ports/message-sink.ts";
import type { StackOne } from "./ports/stackone.ts";
import type { Store } from "./ports/store.ts";

/** Who acts. Never a nullable name. */
export type Actor =
  | { kind: "staff"; staff: StaffMember }
  /** somebody who is not let in; null: not even known by name */
  | { kind: "visitor"; person: StaffReference | null }
  | { kind: "webhook" }
  | { kind: "tracker" };

/** What every verb may reach; the same object for the console's whole life. */
export interface Ports {
  clock: Clock;
  ids: Ids;
  store: Store;
  stackone: StackOne;
  live: Live;
  notify: Notify;
  log: Log;
  /** a hash (SHA-256, hex) of a text, for comparing bodies */
  hash(text: string): string;
  /** what is kept between two calls */
  memory: Memory;
}

/** The first argument of every verb. */
export interface Context extends Ports {
  actor: Actor;
  requestId: string;
}

/** A verb that only a person may call. */
export interface StaffContext extends Context {
  actor: { kind: "staff"; staff: StaffMember };
}
