import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Secret } from "./domain/ports/secret.ts";
import { startSimulator } from "./simulator-process.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "connect-console-simulator-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test("a simulator that ends unexpectedly is told and started again at the same address", async () => {
  const logged: string[] = [];
  const add = (_: unknown, message: string) => void logged.push(message);
  const simulator = await startSimulator({
    port: 0,
    stateFile: join(directory, "stackone.json"),
    log: { info: add, warn: add, error: add },
  });
  expect(simulator.trouble()).toBeNull();
  const hook = new URL("http://127.0.0.1:4400/hooks/stackone");
  await simulator.sendWebhooks(hook, [new Secret("planted-marker")]);
  const sends = async () => (await fetch(`${simulator.url}/_simulator/webhooks`)).text();
  expect(await sends()).toContain(hook.href);
  execFileSync("kill", ["-KILL", String(simulator.pid())]);
  await expect.poll(() => logged).toContain("The simulator ended unexpectedly.");
  await expect.poll(() => simulator.trouble(), { timeout: 10_000 }).toBeNull();
  expect((await simulator.magicWords()).items.length).toBeGreaterThan(0);
  expect(await sends()).toContain(hook.href);
  expect(await sends()).not.toContain("planted-marker");
  await simulator.close();
  await expect(simulator.magicWords()).rejects.toThrow();
});

test("one that cannot start says why", async () => {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const first = await startSimulator({ port: 0, stateFile: join(directory, "one.json"), log });
  const port = Number(new URL(first.url).port);
  await expect(
    startSimulator({ port, stateFile: join(directory, "two.json"), log }),
  ).rejects.toThrow(/did not start.*EADDRINUSE/s);
  await first.close();
});
