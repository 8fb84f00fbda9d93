import { setTimeout } from "node:timers/promises";

/** Resolves after so many milliseconds; tests bring their own. */
export type Wait = (ms: number) => Promise<void>;

export const wait: Wait = (ms) => setTimeout(ms);
