import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCrashes } from "../running/crash-run.ts";
import { freePort } from "../running/free-port.ts";
import { simulatorKey, startServerProcess, startSimulatorProcess } from "../running/processes.ts";
import { SimulatorControl, tokenOf } from "../running/simulator.ts";
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

/** CRASH_KILLS=300 is what `npm run bench` does; CRASH_SEED finds the same moments again, as far as a machine can. */
const kills = Number(process.env["CRASH_KILLS"] ?? 40);
const seed = Number(process.env["CRASH_SEED"] ?? 2026);

test(
  `killed ${kills} times at random moments with presses in flight: nothing is lost, doubled or stuck`,
  async () => {
    const figures = await runCrashes(kills, seed);
    expect(figures).toMatchObject({ lost: [], doubled: [], stuck: [] });
    expect(figures.cutOff).toBeGreaterThan(kills / 2);
    expect(figures.rows).toBeGreaterThan(kills);
  },
  110_000 + kills * 3000,
);

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

test("the simulator killed and back: a press says so, nothing is lost, and the customer is found", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "connect-console-"));
  const upstream = {
    SIMULATOR_PORT: String(await freePort()),
    SIMULATOR_STATE: join(dataDir, "stackone.json"),
  };
  let simulator = await startSimulatorProcess(upstream);
  const server = await startServerProcess({
    STACKONE_API_KEY: simulatorKey,
    STACKONE_BASE_URL: simulator.url,
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
  });
  try {
    const staff = new Staff(server.url);
    const { connectSession, authLink } = await staff.createLink({
      ownerId: "acme",
      provider: "ashby",
    });
    await simulator.stop();
    const pressed = await staff.create({ ownerId: "acme", provider: "okta" });
    expect([pressed.status, pressed.body.error.code]).toEqual([503, "stackone_unavailable"]);
    expect(pressed.body.error.connectSessionId).toBeUndefined();
    expect((await staff.read(connectSession.id)).progress).toBe("waiting");

    simulator = await startSimulatorProcess(upstream);
    await new SimulatorControl(simulator.url).act({
      token: tokenOf(authLink),
      act: "form",
      provider: "ashby",
    });
    expect((await staff.act(connectSession.id, "check")).body.progress).toBe("connected");
  } finally {
    await server.stop();
    await simulator.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 60_000);

test("a key that is refused at the start: the console runs, says so, and creates nothing", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "connect-console-"));
  const simulator = await startSimulatorProcess({ SIMULATOR_PORT: String(await freePort()) });
  const server = await startServerProcess({
    STACKONE_API_KEY: "v1.sim.not-the-key",
    STACKONE_BASE_URL: simulator.url,
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
  });
  try {
    const staff = new Staff(server.url);
    const pressed = await staff.create({ ownerId: "acme", provider: "okta" });
    expect(pressed.status).toBeGreaterThanOrEqual(400);
    expect(pressed.body.error.code).toBe("stackone_unauthorized");
    const { body } = await staff.ask<{ state: string }>("GET", "/api/stackone");
    expect(body.state).toBe("refused");
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  } finally {
    await server.stop();
    await simulator.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});

test("killed while a customer connects, the console finds the account by itself", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "connect-console-"));
  const simulator = await startSimulatorProcess({ SIMULATOR_PORT: String(await freePort()) });
  const environment = {
    STACKONE_API_KEY: simulatorKey,
    STACKONE_BASE_URL: simulator.url,
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
  };
  let server = await startServerProcess(environment);
  try {
    const { connectSession, authLink } = await new Staff(server.url).createLink({
      ownerId: "acme",
      provider: "ashby",
    });
    await server.kill();
    const token = tokenOf(authLink);
    await new SimulatorControl(simulator.url).act({ token, act: "form", provider: "ashby" });
    server = await startServerProcess(environment);
    const stream = await new Staff(server.url).watch(connectSession.id);
    const row = await stream.until(({ progress }) => progress === "connected");
    expect(row.linkHeld).toBe(false);
    stream.close();
  } finally {
    await server.stop();
    await simulator.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
