import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const program = new URL("main.ts", import.meta.url).pathname;
const key = "v1.sim.process-key";
const headers = { authorization: `Basic ${btoa(`${key}:`)}` };
const owner = { origin_owner_id: "acme", origin_owner_name: "Acme Inc" };

let directory: string;
let running: ChildProcess[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "simulator-"));
  running = [];
});

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(directory, { recursive: true });
});

/** Starts it elsewhere than in the repository, as a child with an IPC channel. */
async function start(more: Record<string, string> = {}) {
  const env = {
    PATH: process.env["PATH"] ?? "",
    SIMULATOR_PORT: "0",
    SIMULATOR_API_KEY: key,
    SIMULATOR_STATE: join(directory, "deep/state.json"),
    ...more,
  };
  const child = fork(program, { env, cwd: directory, silent: true });
  running.push(child);
  let said = "";
  let complained = "";
  child.stderr?.on("data", (chunk: Buffer) => (complained += chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once("close", (code) => reject(new Error(`ended with ${code}: ${complained}`)));
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /^simulator listening on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(said)?.[1];
      if (found) resolve(found);
    });
  });
  const post = (path: string, body: object) =>
    fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
  return { child, url, post, said: () => said, complained: () => complained };
}

test("ends on SIGTERM with its state written; the next one goes on from there", async () => {
  const first = await start();
  const made = await first.post("/connect_sessions", { ...owner, provider: "docebo" });
  const { token, auth_link_url: link } = (await made.json()) as Record<string, string>;
  expect(link).toBe(`${first.url}/embedded/integrations?token=${token}`);
  await first.post("/_simulator/customers/act", { token, act: "form" });
  await first.post("/_simulator/clock", { offsetSeconds: 120 });
  first.child.kill("SIGTERM");
  expect(await once(first.child, "exit")).toEqual([0, null]);
  expect(first.said().split("\n")).toHaveLength(2);
  expect(statSync(join(directory, "deep/state.json")).mode & 0o777).toBe(0o600);

  const second = await start();
  const query = "origin_owner_id=acme&providers=docebo";
  const found = await fetch(`${second.url}/accounts?${query}`, { headers });
  expect(await found.json()).toHaveLength(1);
  const session = await second.post("/connect_sessions/authenticate", { token });
  expect(session.status).toBe(201);
  const off = Date.parse(session.headers.get("date") ?? "") - Date.now();
  expect(Math.abs(off - 120_000)).toBeLessThan(10_000);
});

test("a state file that is not one is replaced by the seed, with a sentence", async () => {
  const path = join(directory, "state.json");
  writeFileSync(path, '{"version": 1, "acc');
  const { post, url, child, complained } = await start({ SIMULATOR_STATE: path });
  const accounts = await fetch(`${url}/accounts/acc_acme_bamboohr`, { headers });
  expect(accounts.status).toBe(200);
  expect(complained()).toContain("the state file is not readable");
  await post("/connect_sessions", owner);
  child.kill("SIGTERM");
  await once(child, "exit");
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ version: 1 });
});

test("ends when its parent is gone", async () => {
  const { child } = await start();
  const ended = once(child, "exit");
  child.disconnect();
  expect(await ended).toEqual([0, null]);
});

test("a wrong port: a sentence and 78", async () => {
  await expect(start({ SIMULATOR_PORT: "many" })).rejects.toThrow(/ended with 78.*SIMULATOR_PORT/s);
});

test("cuts the connection, and goes on", async () => {
  const { url, post } = await start();
  for (const label of ["sim:reset", "sim:reset-after"]) {
    const cut = post("/connect_sessions", { ...owner, label });
    await expect(cut).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
  }
  const state = await fetch(`${url}/_simulator/state`);
  expect(((await state.json()) as { sessions: [] }).sessions).toHaveLength(1);
});

test("leaves without an answer who waits, until SIGTERM ends both", async () => {
  const { child, url, post } = await start();
  const waiting = post("/connect_sessions", { ...owner, label: "sim:never" });
  const failed = expect(waiting).rejects.toThrow("fetch failed");
  await fetch(`${url}/connector_profiles`, { headers });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  await failed;
});
