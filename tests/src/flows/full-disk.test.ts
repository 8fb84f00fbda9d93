import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StackOneState } from "@connect-console/shared/stackone-state";
import { expect, test } from "vitest";
import { limitFiles } from "../running/file-limit.ts";
import { freePort } from "../running/free-port.ts";
import { simulatorKey, startServerProcess, startSimulatorProcess } from "../running/processes.ts";
import { SimulatorControl } from "../running/simulator.ts";
import { Staff } from "../running/staff.ts";

test("B17: a disk that takes nothing is said, refuses by name, and what got stuck heals by itself", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "connect-console-"));
  const simulator = await startSimulatorProcess({ SIMULATOR_PORT: String(await freePort()) });
  const control = new SimulatorControl(simulator.url);
  const server = await startServerProcess({
    STACKONE_API_KEY: simulatorKey,
    STACKONE_BASE_URL: simulator.url,
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
  });
  const staff = new Staff(server.url);
  const readyz = async () => {
    const response = await fetch(`${server.url}/readyz`);
    return [response.status, ((await response.json()) as { storeProblem: unknown }).storeProblem];
  };
  const storeProblem = async () =>
    (await staff.ask<StackOneState>("GET", "/api/stackone")).body.storeProblem;
  try {
    const { connectSession } = await staff.createLink({ ownerId: "acme", provider: "okta" });
    expect([await readyz(), await storeProblem()]).toEqual([[200, null], null]);
    const stream = await staff.watch();
    const pressed = staff.create({ ownerId: "acme", provider: "ashby", label: "sim:slow" });
    const stuck = await stream.until(({ progress }) => progress === "creating");
    await limitFiles(server.process.pid, "0");
    const lost = await pressed;
    expect([lost.status, lost.body.error.code, lost.body.error.connectSessionId]).toEqual([
      503,
      "store_unavailable",
      stuck.id,
    ]);
    expect((await readyz())[0]).toBe(503);
    expect(await storeProblem()).toMatch(/disk/);

    await control.forgetRequests();
    const before = await staff.create({ ownerId: "acme", provider: "lever" });
    expect([before.status, before.body.error.code]).toEqual([503, "store_unavailable"]);
    expect(before.body.error.message).toMatch(/disk.* Nothing was saved\.$/);
    expect((await control.requests()).byRoute["POST /connect_sessions"]).toBeUndefined();
    const refused = await staff.create({
      ownerId: "acme",
      provider: "okta",
      expected: { kind: "edit" },
    });
    expect([refused.status, refused.body.error.code]).toEqual([409, "outcome_changed"]);
    expect((await staff.read(connectSession.id)).progress).toBe("waiting");

    await limitFiles(server.process.pid, "unlimited");
    const healed = await stream.until(
      ({ id, progress }) => id === stuck.id && progress !== "creating",
    );
    expect(healed.progress).toBe("outcome_unknown");
    expect(await readyz()).toEqual([200, null]);
    expect(await storeProblem()).toBeNull();
    const audit = await staff.audit("?action=connect_session.create");
    expect(audit.map(({ outcome, requestId }) => [outcome, requestId])).toContainEqual([
      "refused",
      refused.body.error.requestId,
    ]);
    expect((await staff.reissue(stuck.id)).status).toBe(201);
    stream.close();
  } finally {
    await server.stop();
    await simulator.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 60_000);
