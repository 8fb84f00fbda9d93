import { LRUCache } from "lru-cache";
import { type Clock, elapsedOf } from "./domain/ports/clock.ts";
import type { Memory } from "./domain/ports/memory.ts";

/** ms; the longest that what StackOne answered is used again without asking */
const minute = 60_000;

/** An empty memory, for one console. */
export function createMemory(clock: Clock): Memory {
  // a clock that a test moves would be behind by up to a millisecond
  const forAMinute = { ttl: minute, ttlResolution: 0, perf: { now: () => elapsedOf(clock) } };
  return {
    accountChanges: 0,
    recordedReadings: new LRUCache({ max: 2000 }),
    recentReadings: new LRUCache({ max: 2000, ...forAMinute }),
    unknownIds: new LRUCache({ max: 10_000, ...forAMinute }),
    readsOfStaff: new Map(),
    pollQueues: new Map(),
    // StackOne's deliveries have no ID; so many are known by what they say
    webhooks: {
      lastAt: null,
      writtenAt: Number.NEGATIVE_INFINITY,
      accepted: new LRUCache({ max: 10_000 }),
    },
    requestsUnderWay: new Map(),
    pendingCreations: new Map(),
    ownerImport: Promise.resolve(),
    unwrittenRefusals: [],
  };
}
