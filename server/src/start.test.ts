import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startConsole } from "./start.ts";

const log = { info: () => {}, warn: () => {}, error: () => {} };
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "connect-console-start-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));
const start = () => startConsole({ PORT: "0", SIMULATOR_PORT: "0", DATA_DIR: dataDir }, { log });

describe("startConsole", () => {
  test("runs with the simulator, fills the owners and ends with it", async () => {
    const running = await start();
    const read = async (path: string) => (await fetch(running.url + path)).json();
    expect(await read("/api/me")).toMatchObject({ stackone: { kind: "simulator" } });
    await expect
      .poll(() => read("/api/stackone"), { timeout: 10_000 })
      .toMatchObject({ state: "ready", directory: { state: "complete" } });
    expect(await read("/api/owners?q=acme")).toMatchObject({ items: [{ id: "acme" }] });
    expect(await read("/api/simulator/magic-words")).toMatchObject({ items: expect.any(Array) });
    const simulator = `http://${running.stackone.host}`;
    expect((await fetch(`${simulator}/_simulator/magic-words`)).status).toBe(200);
    await running.close();
    await expect(fetch(simulator)).rejects.toThrow();
    await expect(fetch(running.url)).rejects.toThrow();
  });

  test("keeps its store in a directory of the upstream, beside a key that only it may read", async () => {
    const running = await start();
    await running.close();
    expect((await readdir(dataDir)).toSorted()).toEqual(["secret-key", "simulator"]);
    expect((await stat(join(dataDir, "secret-key"))).mode & 0o777).toBe(0o600);
  });

  test("an open stream does not keep it from ending", async () => {
    const running = await start();
    const stream = await fetch(`${running.url}/api/live`);
    await running.close();
    expect(await stream.text()).toContain("event: snapshot");
  });

  test("a taken port is told in a sentence, and nothing is left running", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const address = taken.address();
    const PORT = String(typeof address === "object" ? address?.port : "");
    const starting = startConsole({ PORT, SIMULATOR_PORT: "0", DATA_DIR: dataDir }, { log });
    await expect(starting).rejects.toThrow(`Port ${PORT} on 127.0.0.1 is taken.`);
    taken.close();
    // the store is free again
    await (await start()).close();
  });
});
