import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../running/free-port.ts";
import { startServerProcess } from "../running/processes.ts";
import { atMost, type Figure, figure, median } from "./figures.ts";

/** From starting the process, which starts its simulator too, to the line with the address; the page is built already. */
export async function benchStart(): Promise<Figure[]> {
  const times: number[] = [];
  for (let run = 0; run < 5; run++) {
    const dataDir = await mkdtemp(join(tmpdir(), "connect-console-bench-"));
    const server = await startServerProcess({
      PORT: String(await freePort()),
      SIMULATOR_PORT: String(await freePort()),
      DATA_DIR: dataDir,
    });
    try {
      const { status } = await fetch(`${server.url}/readyz`);
      if (status !== 200) throw new Error(`The console said it was ready; /readyz says ${status}.`);
      times.push(server.readyAfter);
    } finally {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  }
  return [
    atMost(2000, figure("start to ready, p50", median(times), "ms")),
    figure("start to ready, slowest of 5", Math.max(...times), "ms"),
  ];
}
