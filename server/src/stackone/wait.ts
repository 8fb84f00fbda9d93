import { setTimeout } from "node:timers/promises";

/** Resolves after so many milliseconds; tests bring their own. */
export type Wait = (ms: number) => Promise<void>;

/** A pause that does not keep a stopping server alive. */
export const wait: Wait = (ms) => setTimeout(ms, undefined, { ref: false });
