import { runCrashes } from "../running/crash-run.ts";
import { atMost, type Figure, figure } from "./figures.ts";

/** Kills the console in the midst of presses; what is lost, doubled or stuck is none. */
export async function benchCrashes(): Promise<Figure[]> {
  const seed = Number(process.env["CRASH_SEED"] ?? 2026);
  const { lost, doubled, stuck, ...figures } = await runCrashes(300, seed);
  return [
    figure("presses", figures.presses, "times"),
    figure("without an answer when it was killed", figures.cutOff, "times"),
    figure("connect sessions at StackOne", figures.sessions, "times"),
    figure("of them with an unknown outcome here", figures.unknown, "times"),
    atMost(0, figure("lost", lost.length, "times")),
    atMost(0, figure("doubled", doubled.length, "times")),
    atMost(0, figure("stuck", stuck.length, "times")),
    figure("started again, median", figures.startedAgain.median, "ms"),
    figure("started again, longest", figures.startedAgain.longest, "ms"),
  ];
}
