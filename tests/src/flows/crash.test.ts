import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { freePort } from "../running/free-port.ts";
import { simulatorKey, startServerProcess, startSimulatorProcess } from "../running/processes.ts";
import { SimulatorControl } from "../running/simulator.ts";
import { Staff } from "../running/staff.ts";

test("killed between intent and outcome, the console comes back with an unknown outcome", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "connect-console-"));
  const simulator = await startSimulatorProcess({ SIMULATOR_PORT: String(await freePort()) });
  const control = new SimulatorControl(simulator.url);
  const environment = {
    STACKONE_API_KEY: simulatorKey,
    STACKONE_BASE_URL: simulator.url,
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
  };
  let server = await startServerProcess(environment);
  try {
    const staff = new Staff(server.url);
    const stream = await staff.watch();
    const pressed = staff
      .create({ ownerId: "acme", provider: "ashby", label: "sim:never" })
      .catch(() => "cut off");
    const intent = await stream.until(({ progress }) => progress === "creating");
    stream.close();
    await server.kill();
    expect(await pressed).toBe("cut off");

    await control.forgetRequests();
    server = await startServerProcess(environment);
    const row = await new Staff(server.url).read(intent.id);
    expect(row).toMatchObject({ progress: "outcome_unknown", linkHeld: false });
    expect((await new Staff(server.url).audit("?action=connect_session.create"))[0]).toMatchObject({
      outcome: "failed",
      target: { id: intent.id },
    });
    expect(
      (await control.requests()).items.some(
        ({ method, path }) => method === "POST" && path === "/connect_sessions",
      ),
    ).toBe(false);
  } finally {
    await server.stop();
    await simulator.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 60_000);

test("SIGTERM ends the console and the simulator that it started, and frees both ports", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "connect-console-"));
  const simulatorPort = await freePort();
  const server = await startServerProcess({
    PORT: String(await freePort()),
    SIMULATOR_PORT: String(simulatorPort),
    DATA_DIR: dataDir,
  });
  await fetch(`http://127.0.0.1:${simulatorPort}/_simulator/magic-words`);
  await server.stop();
  expect(server.process.exitCode).toBe(0);
  await expect(fetch(server.url)).rejects.toThrow();
  await expect(fetch(`http://127.0.0.1:${simulatorPort}/_simulator/magic-words`)).rejects.toThrow();
  await rm(dataDir, { recursive: true, force: true });
});
