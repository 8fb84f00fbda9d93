import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const program = fileURLToPath(new URL("./main.ts", import.meta.url));
let dataDir: string;
let child: ChildProcess | undefined;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "connect-console-main-"));
});
afterEach(async () => {
  if (child && child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  await rm(dataDir, { recursive: true, force: true });
});

/** Runs it as its own process and gives what it said once `until` was said or it ended. */
async function run(env: Record<string, string>, until: RegExp) {
  const { PATH = "" } = process.env;
  const started = spawn(process.execPath, [program], {
    env: { PATH, DATA_DIR: dataDir, PORT: "0", SIMULATOR_PORT: "0", ...env },
  });
  child = started;
  let stdout = "";
  let stderr = "";
  started.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  await new Promise<void>((resolve) => {
    started.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
      if (until.test(stdout)) resolve();
    });
    started.once("close", () => resolve());
  });
  return { child: started, stdout, stderr: () => stderr };
}

const startLine =
  /^Connect console on (http:\/\/127\.0\.0\.1:\d+) with the simulator of StackOne at (127\.0\.0\.1:\d+) \(no STACKONE_API_KEY\)\n$/;

test.each(["SIGTERM", "SIGINT"] as const)(
  "one line when it is ready; %s ends it and the simulator with 0",
  async (signal) => {
    const running = await run({}, /\n/);
    const [, url = "", simulator = ""] = startLine.exec(running.stdout) ?? [];
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    running.child.kill(signal);
    expect(await once(running.child, "exit")).toEqual([0, null]);
    await expect(fetch(`http://${simulator}`)).rejects.toThrow();
  },
);

test("killed without a chance, it takes the simulator with it", async () => {
  const running = await run({}, /\n/);
  const [, , simulator = ""] = startLine.exec(running.stdout) ?? [];
  running.child.kill("SIGKILL");
  const isGone = () =>
    fetch(`http://${simulator}`).then(
      () => false,
      () => true,
    );
  await expect.poll(isGone, { timeout: 10_000 }).toBe(true);
});

test("a bad environment ends with 78 and every problem, without a stack", async () => {
  const { child: ended, stdout, stderr } = await run({ PORT: "x", SIGN_IN: "saml" }, /never/);
  expect([ended.exitCode, stdout]).toEqual([78, ""]);
  expect(stderr()).toMatch(
    /^The console cannot start with this environment:\n- PORT .*\n- SIGN_IN .*\n$/,
  );
});

test("a key of StackOne is named by its host and never printed", async () => {
  const env = { STACKONE_API_KEY: "v1.planted-marker", STACKONE_BASE_URL: "http://127.0.0.1:9" };
  const running = await run(env, /\n/);
  expect(running.stdout).toMatch(/^Connect console on \S+ with StackOne at 127\.0\.0\.1:9\n$/);
  running.child.kill("SIGTERM");
  expect(await once(running.child, "exit")).toEqual([0, null]);
  expect(running.stdout + running.stderr()).not.toContain("planted-marker");
});

test("F18: a start that fails late ends with 1, says why, and leaves nothing running", async () => {
  const breakLate = `const ask = fetch; globalThis.fetch = (to, how) => String(to).endsWith("/_simulator/webhooks") ? Promise.reject(new Error("late failure at " + new URL(to).origin)) : ask(to, how);`;
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(breakLate)}`;
  const { child: ended, stdout, stderr } = await run({ NODE_OPTIONS }, /never/);
  expect([ended.exitCode, stdout]).toEqual([1, expect.not.stringContaining("Connect console on")]);
  const simulator = /^late failure at (\S+)$/m.exec(stderr())?.[1] ?? "";
  await expect(fetch(simulator)).rejects.toThrow();
});

/** A proxy that takes no call and remembers where each would have led. */
async function startProxy() {
  const asked: string[] = [];
  let came = (): void => {};
  const first = new Promise<void>((resolve) => (came = resolve));
  const proxy = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(502).end();
  }).on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    came();
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const address = proxy.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { asked, first, url: `http://127.0.0.1:${address.port}`, close: () => proxy.close() };
}

test.each(["HTTPS_PROXY", "https_proxy"])("F20: StackOne is asked through %s", async (name) => {
  const proxy = await startProxy();
  const env = { STACKONE_API_KEY: "v1.planted-marker", STACKONE_BASE_URL: "https://stackone.test" };
  const running = await run({ ...env, [name]: proxy.url }, /\n/);
  await proxy.first;
  running.child.kill("SIGTERM");
  await once(running.child, "exit");
  expect(new Set(proxy.asked)).toEqual(new Set(["stackone.test:443"]));
  proxy.close();
});

test("F20: this machine is never asked through a proxy", async () => {
  const proxy = await startProxy();
  const all = { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url, NO_PROXY: "example.com" };
  const running = await run(all, /\n/);
  expect(running.stdout).toMatch(startLine);
  running.child.kill("SIGTERM");
  expect(await once(running.child, "exit")).toEqual([0, null]);
  expect(proxy.asked).toEqual([]);
  proxy.close();
});

test.each(["proxy.example:3128", "socks5://me:planted@proxy.example", "planted"])(
  "F20: a proxy that is no http address ends with 78, and is not repeated: %s",
  async (address) => {
    const { child: ended, stderr } = await run({ HTTPS_PROXY: address }, /never/);
    expect(ended.exitCode).toBe(78);
    expect(stderr()).toContain("- HTTPS_PROXY must be an http or https address.");
    expect(stderr()).not.toContain("planted");
  },
);
