/** `down`: the stream is broken or silent and tried again; meanwhile the pages poll. `paused`: the tab is hidden. */
export type LiveState = "connecting" | "live" | "down" | "paused";

/** How the stream is; while it is `down`: since when (epoch ms by the server's clock), and how many tries in a row failed. */
export interface Live {
  state: LiveState;
  since: number;
  failures: number;
  /** the server has no room for one more stream; it answers everything else */
  crowded: boolean;
}

/** How the stream is after it has become `state` at `now` (epoch ms by the server's clock); the same where that says nothing new. */
export function nextLive(live: Live, state: LiveState, now: number): Live {
  // while it is tried again it is still down
  if (state === "connecting" && live.failures > 0) return live;
  const failed = state === "down";
  return {
    state,
    since: failed && live.failures > 0 ? live.since : now,
    failures: failed ? live.failures + 1 : 0,
    crowded: failed && live.crowded,
  };
}
