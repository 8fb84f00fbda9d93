import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SupportBundle } from "@connect-console/shared/support-bundle";
import { expect, test } from "vitest";
import { freePort } from "../running/free-port.ts";
import { simulatorKey, startServerProcess, startSimulatorProcess } from "../running/processes.ts";
import { SimulatorControl, tokenOf } from "../running/simulator.ts";
import { Staff } from "../running/staff.ts";

test("B20: SECRET_KEY replaced without the old one: open links are no longer held, and everything else works", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "connect-console-"));
  const simulator = await startSimulatorProcess({ SIMULATOR_PORT: String(await freePort()) });
  const environment = () => ({
    STACKONE_API_KEY: simulatorKey,
    STACKONE_BASE_URL: simulator.url,
    PORT: port,
    DATA_DIR: dataDir,
    SECRET_KEY: randomBytes(32).toString("base64"),
  });
  const port = String(await freePort());
  let server = await startServerProcess(environment());
  try {
    const staff = new Staff(server.url);
    const { connectSession, authLink } = await staff.createLink({
      ownerId: "acme",
      provider: "ashby",
    });
    const { id } = connectSession;
    await server.stop();
    server = await startServerProcess(environment());
    const row = await staff.read(id);
    expect(row).toMatchObject({ progress: "waiting", linkHeld: false });
    expect(row.problems).toMatchObject([{ code: "key_gone" }]);
    for (const verb of ["reveal", "connect-here"] as const) {
      const { status, body } = await staff.act(id, verb);
      expect([status, body.error.message]).toEqual([409, row.problems[0]?.message]);
    }
    expect((await staff.act(id, "notes", { text: "called them" })).status).toBe(200);
    expect((await staff.act(id, "hand-over", { ticket: "CS-20" })).status).toBe(200);
    expect((await staff.act(id, "check")).status).toBe(200);
    const bundle = await staff.ask<SupportBundle>("GET", `/api/connect-sessions/${id}/support`);
    expect(bundle.status).toBe(200);
    // its customer may use it all the same
    const token = tokenOf(authLink);
    await new SimulatorControl(simulator.url).act({ token, act: "form", provider: "ashby" });
    expect((await staff.act(id, "check")).body.progress).toBe("connected");
    expect(server.output()).not.toContain('"level":50');
  } finally {
    await server.stop();
    await simulator.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 60_000);
