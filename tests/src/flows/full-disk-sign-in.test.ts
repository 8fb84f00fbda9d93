import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { limitFiles } from "../running/file-limit.ts";
import { freePort } from "../running/free-port.ts";
import { startProvider } from "../running/oidc-provider.ts";
import { simulatorKey, startServerProcess, startSimulatorProcess } from "../running/processes.ts";

/** A browser without scripts: keeps cookies and goes where it is sent. */
class Visitor {
  readonly #cookies = new Map<string, string>();

  async ask(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, { ...init, redirect: "manual", headers: { cookie } });
    for (const each of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      this.#cookies.set(name, value);
    }
    const to = answer.headers.get("location");
    return to === null ? answer : this.ask(new URL(to, url).href);
  }

  /** Ends where the provider asks who it is. */
  begin(consoleUrl: string): Promise<Response> {
    return this.ask(`${consoleUrl}/auth/sign-in?to=/settings`);
  }

  /** Says who it is on the provider's page. */
  identify({ url }: Response): Promise<Response> {
    return this.ask(url, { method: "POST", body: "person=una" });
  }
}

test("B17: while the disk is full people who are signed in read on, and a sign-in says why it can't be", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "connect-console-"));
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const provider = await startProvider();
  // the library's word that it keeps nothing, which is what a test wants
  expect(warned.mock.calls).toEqual([[expect.stringContaining("in-memory adapter")]]);
  warned.mockRestore();
  const simulator = await startSimulatorProcess({ SIMULATOR_PORT: String(await freePort()) });
  const server = await startServerProcess({
    ...provider.environment,
    STACKONE_API_KEY: simulatorKey,
    STACKONE_BASE_URL: simulator.url,
    DATA_DIR: dataDir,
  });
  try {
    const inside = new Visitor();
    expect((await inside.identify(await inside.begin(server.url))).url).toBe(
      `${server.url}/settings`,
    );
    const late = new Visitor();
    const half = await late.begin(server.url);
    expect(half.url).toContain(provider.issuer);

    await limitFiles(server.process.pid, "0");
    // the provider has let them in, and the console can't write it down
    const refused = await late.identify(half);
    const said = await refused.text();
    expect([refused.status, refused.headers.get("content-type")]).toEqual([
      503,
      expect.stringContaining("text/html"),
    ]);
    expect(said).toContain("No one can sign in right now");
    expect(said).toMatch(/disk/);
    expect(said).toContain('href="/auth/sign-in?to=%2Fsettings"');
    // from now on it is said before the provider is asked
    const next = await new Visitor().begin(server.url);
    expect([next.status, next.url]).toEqual([503, `${server.url}/auth/sign-in?to=/settings`]);
    expect(await next.text()).toContain("No one can sign in right now");
    for (const path of ["/settings", "/api/me", "/api/connect-sessions", "/api/accounts"])
      expect([path, (await inside.ask(server.url + path)).status]).toEqual([path, 200]);
    expect((await late.ask(`${server.url}/api/me`)).status).toBe(401);

    await limitFiles(server.process.pid, "unlimited");
    expect((await late.begin(server.url)).url).toBe(`${server.url}/settings`);
    expect((await late.ask(`${server.url}/api/me`)).status).toBe(200);
    expect(server.output()).toContain("a sign-in could not be written down");
  } finally {
    await server.stop();
    await simulator.stop();
    await provider.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}, 60_000);
