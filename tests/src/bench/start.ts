import { type Figures, percentile } from "./figures.ts";
import { setStage } from "./stage.ts";

/** From starting the process to the line with the address, with the built page in place. */
export async function benchStart(): Promise<Figures> {
  const times: number[] = [];
  for (let run = 0; run < 5; run++) {
    const stage = await setStage();
    times.push(stage.server.readyAfter);
    await stage.clear();
  }
  return {
    "start to ready: p50 ms": percentile(times, 0.5),
    "start to ready: slowest ms": Math.max(...times),
  };
}
