import { simulatorKey } from "../running/processes.ts";
import { startBareServer } from "./bare-server.ts";
import type { Figures } from "./figures.ts";
import { load } from "./load.ts";
import { setStage } from "./stage.ts";

const choice = {
  ownerId: "acme",
  provider: "hubspot",
  multiple: true,
  label: "bench",
  expiresIn: 3600,
};

/** Creation beside a bare server that makes the same two calls to StackOne, and reading a row beside a static answer of the same bytes. */
export async function benchCreationAndReading(): Promise<Figures> {
  const stage = await setStage();
  const { connectSession } = await stage.staff.createLink(choice);
  const row = JSON.stringify(await stage.staff.read(connectSession.id));
  const bare = await startBareServer(stage.simulator.url, simulatorKey, row);
  try {
    const bareCreation = { body: { ...choice, ownerName: "Acme Inc" }, seconds: 8, connections: 8 };
    const creation = { body: choice, seconds: 8, connections: 8 };
    await load(bare.url, { ...bareCreation, seconds: 2 });
    await load(`${stage.server.url}/api/connect-sessions`, { ...creation, seconds: 2 });
    const bareCreated = await load(bare.url, bareCreation);
    const created = await load(`${stage.server.url}/api/connect-sessions`, creation);
    const reading = { seconds: 5, connections: 16 };
    const bareRead = await load(bare.url, reading);
    const read = await load(
      `${stage.server.url}/api/connect-sessions/${connectSession.id}`,
      reading,
    );
    return {
      "creation, bare: requests/s": bareCreated.perSecond,
      "creation, bare: p50 ms": bareCreated.p50,
      "creation, bare: p99 ms": bareCreated.p99,
      "creation, console: requests/s": created.perSecond,
      "creation, console: p50 ms": created.p50,
      "creation, console: p99 ms": created.p99,
      "creation, console: not 2xx": created.failed,
      "creation, console / bare": created.perSecond / bareCreated.perSecond,
      "reading, static: requests/s": bareRead.perSecond,
      "reading, static: p50 ms": bareRead.p50,
      "reading, static: p99 ms": bareRead.p99,
      "reading, console: requests/s": read.perSecond,
      "reading, console: p50 ms": read.p50,
      "reading, console: p99 ms": read.p99,
      "reading, console: not 2xx": read.failed,
      "reading, console / static": read.perSecond / bareRead.perSecond,
    };
  } finally {
    bare.stop();
    await stage.clear();
  }
}
