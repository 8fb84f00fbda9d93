import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NotificationPage } from "@connect-console/shared/notification";
import type { Settings, TestMessage } from "@connect-console/shared/settings";
import { afterEach, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { freePort } from "../running/free-port.ts";
import { cutOff, MessageSink, status } from "../running/message-sink.ts";
import { simulatorKey, startServerProcess, startSimulatorProcess } from "../running/processes.ts";
import { SimulatorControl, tokenOf } from "../running/simulator.ts";
import { Staff } from "../running/staff.ts";

const path = `/services/${randomBytes(9).toString("hex")}`;
const day = 86_400;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function withSink(environment: Record<string, string> = {}) {
  const sink = await MessageSink.open();
  closers.push(() => sink.close().catch(() => {}));
  const running = await startRunningConsole({
    STACKONE_REQUESTS_PER_MINUTE: "1000",
    NOTIFY_WEBHOOK_URL: `http://127.0.0.1:${sink.port}${path}`,
    ...environment,
  });
  closers.push(() => running.stop());
  return { sink, running };
}

/** A link for an account of its own, whose customer connects by form. */
async function connect(
  running: Pick<RunningConsole, "staff" | "simulator">,
  label: string,
  part: object = {},
) {
  const choice = { ownerId: "contoso", provider: "ashby", multiple: true, label, ...part };
  const { connectSession, authLink } = await running.staff.createLink(choice);
  const { account } = await running.simulator.act({
    token: tokenOf(authLink),
    act: "form",
    provider: "ashby",
  });
  const { body } = await running.staff.act(connectSession.id, "check");
  expect(body.progress).toBe("connected");
  return { id: connectSession.id, accountId: account?.id ?? "" };
}
async function told(staff: Staff, query = ""): Promise<NotificationPage> {
  return (await staff.ask<NotificationPage>("GET", `/api/notifications${query}`)).body;
}
async function settings(staff: Staff): Promise<Settings> {
  return (await staff.ask<Settings>("GET", "/api/settings")).body;
}
/** How often each label is in what was taken. */
const timesTaken = (sink: MessageSink, labels: string[]) =>
  labels.map((label) => sink.taken.filter((text) => text.includes(`(${label})`)).length);

test("a sink that fails first: each message arrives exactly once, after a restart too, and never its address", async () => {
  const { sink, running } = await withSink();
  sink.troubles.push(status(500), status(429, { "retry-after": "1" }), cutOff, status(503));
  await connect(running, "first");
  await connect(running, "second");
  await sink.until(() => sink.tries >= 2);
  await running.restart(() => sink.close());
  await expect.poll(() => running.logged()).toContain("the connection was refused");
  await sink.listen();
  await connect(running, "third");
  await sink.until(() => sink.taken.length >= 3);
  // a fourth message is the end of whatever may have been under way
  await connect(running, "last");
  await sink.until(() => sink.taken.some((text) => text.includes("(last)")));
  expect(timesTaken(sink, ["first", "second", "third", "last"])).toEqual([1, 1, 1, 1]);
  const { webhook } = await settings(running.staff);
  expect(webhook.delivery).toMatchObject({
    host: `127.0.0.1:${sink.port}`,
    state: "ready",
    waiting: 0,
    gaveUp: 0,
  });
  expect(running.logged()).not.toContain(path);
  expect((await told(running.staff)).items).toHaveLength(4);
}, 60_000);

test("killed while the sink is down: what was told before waits in the store and arrives once", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "connect-console-"));
  closers.push(() => rm(dataDir, { recursive: true, force: true }));
  const simulator = await startSimulatorProcess({ SIMULATOR_PORT: String(await freePort()) });
  closers.push(() => simulator.stop());
  const port = await freePort();
  const environment = {
    STACKONE_API_KEY: simulatorKey,
    STACKONE_BASE_URL: simulator.url,
    NOTIFY_WEBHOOK_URL: `http://127.0.0.1:${port}${path}`,
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
  };
  let server = await startServerProcess(environment);
  const staff = new Staff(server.url);
  const { connectSession, authLink } = await staff.createLink({
    ownerId: "contoso",
    provider: "ashby",
  });
  const stream = await staff.watch(connectSession.id);
  await new SimulatorControl(simulator.url).act({
    token: tokenOf(authLink),
    act: "form",
    provider: "ashby",
  });
  await stream.until(({ progress }) => progress === "connected");
  stream.close();
  await server.kill();
  const sink = await MessageSink.open(port);
  closers.push(() => sink.close());
  server = await startServerProcess(environment);
  closers.push(() => server.stop());
  await sink.until(() => sink.taken.length > 0);
  expect(sink.taken).toEqual([
    `For Local admin: Ashby of Contoso Ltd is connected.\n${server.url}/connect-sessions/${connectSession.id}`,
  ]);
  expect((await told(new Staff(server.url))).items).toHaveLength(1);
  expect(server.output()).not.toContain(path);
}, 60_000);

test("killed while a message is under way: it arrives, and says that it may be the second time", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "connect-console-"));
  closers.push(() => rm(dataDir, { recursive: true, force: true }));
  const sink = await MessageSink.open();
  closers.push(() => sink.close());
  const environment = {
    NOTIFY_WEBHOOK_URL: `http://127.0.0.1:${sink.port}${path}`,
    PORT: String(await freePort()),
    SIMULATOR_PORT: String(await freePort()),
    DATA_DIR: dataDir,
  };
  let server = await startServerProcess(environment);
  const simulator = new SimulatorControl(`http://127.0.0.1:${environment.SIMULATOR_PORT}`);
  sink.troubles.push(() => {});
  await connect({ staff: new Staff(server.url), simulator }, "under way");
  await sink.until(() => sink.tries === 1);
  await server.kill();
  server = await startServerProcess({ ...environment, SIMULATOR_PORT: String(await freePort()) });
  closers.push(() => server.stop());
  await sink.until(() => sink.taken.length > 0);
  expect(sink.taken).toEqual([
    expect.stringMatching(/\(under way\) is connected\. \(Perhaps for the second time: /),
  ]);
}, 60_000);

test("refused: named in the settings, kept, and sent once a test message arrives", async () => {
  const { sink, running } = await withSink();
  sink.troubles.push(status(404));
  await connect(running, "waits");
  await sink.until(() => sink.tries === 1);
  const read = async () => (await settings(running.staff)).webhook.delivery;
  await expect.poll(read).toMatchObject({
    state: "stopped",
    problem: "The webhook answers 404.",
    waiting: 1,
  });
  sink.troubles.push(status(302, { location: "https://elsewhere.example/" }));
  const send = () => running.staff.ask<TestMessage>("POST", "/api/settings/test-message");
  expect((await send()).body).toEqual({
    delivered: false,
    problem: "The webhook answers 302, a redirect.",
  });
  expect((await send()).body).toEqual({ delivered: true, problem: null });
  const metrics = await (await fetch(`${running.url}/metrics`)).text();
  expect(metrics).toContain('team_messages_total{result="refused"} 2');
  await sink.until(() => sink.taken.length === 2);
  expect(timesTaken(sink, ["waits"])).toEqual([1]);
  const audit = await running.staff.audit("?action=settings.test_message");
  expect(audit.map(({ outcome }) => outcome)).toEqual(["done", "failed"]);

  await running.staff.become("support");
  expect((await send()).status).toBe(403);
  expect((await settings(running.staff)).webhook).toEqual({ configured: true, delivery: null });
});

test("maker and assignee are told, of every kind once; what is off is neither told nor sent", async () => {
  const { sink, running } = await withSink();
  const { staff, simulator } = running;
  const failing = await staff.createLink({
    ownerId: "contoso",
    provider: "hubspot",
    label: "fails",
  });
  await staff.act(failing.connectSession.id, "hand-over", { assigneeId: "local-support" });
  await simulator.act({
    token: tokenOf(failing.authLink),
    act: "oauth_deny",
    provider: "hubspot",
  });
  for (let looks = 0; looks < 3; looks += 1) await staff.act(failing.connectSession.id, "check");
  const { accountId } = await connect(running, "breaks");
  await simulator.changeAccount(accountId, { status: "error" });
  await staff.ask("GET", "/api/accounts?ownerId=contoso");
  await staff.ask("GET", "/api/accounts?ownerId=contoso");
  const kinds = (page: NotificationPage) => page.items.map(({ kind }) => kind);
  expect(kinds(await told(staff))).toEqual(["broken", "connected", "failed"]);
  expect((await told(staff)).items[0]).toMatchObject({ accountId, read: false });

  const off = { console: false, webhook: false };
  const changed = await staff.ask<Settings>("POST", "/api/settings", {
    notifications: { connected: off },
  });
  expect(changed.body.notifications.connected).toEqual(off);
  await connect(running, "silent");
  expect(kinds(await told(staff))).toEqual(["broken", "connected", "failed"]);
  await sink.until(() => sink.taken.length === 4);
  expect(sink.taken[0]).toMatch(/^For Local support: Local admin assigned HubSpot of Cont/);
  expect(sink.taken[1]).toMatch(
    /^For Local admin and Local support: A sign-in for HubSpot of Cont/,
  );
  expect(timesTaken(sink, ["fails", "breaks", "silent"])).toEqual([2, 2, 0]);

  const all = (await told(staff)).items;
  const read = await staff.ask("POST", "/api/notifications/read", { ids: [all[1]?.id] });
  expect(read.body).toEqual({ unread: 2, newestId: all[0]?.id });
  expect(kinds(await told(staff, "?unread=true"))).toEqual(["broken", "failed"]);
  await staff.ask("POST", "/api/notifications/read", { upTo: all[0]?.id });
  expect((await told(staff)).unread).toBe(0);
  await staff.become("support");
  expect(kinds(await told(staff))).toEqual(["failed", "assigned"]);
});

test("a link that expires unused is told of once, 24 hours before, whatever restarts", async () => {
  const { running } = await withSink();
  const long = await running.staff.createLink({
    ownerId: "contoso",
    provider: "ashby",
    expiresIn: 3 * day,
  });
  const short = await running.staff.createLink({
    ownerId: "contoso",
    provider: "okta",
    expiresIn: day,
  });
  const kindsOf = async ({ id }: { id: string }) =>
    (await told(running.staff)).items
      .filter(({ connectSessionId }) => connectSessionId === id)
      .map(({ kind }) => kind);
  const stream = await running.staff.watch();
  await running.passTime(2 * day - 60);
  await running.staff.act(long.connectSession.id, "check");
  expect(await kindsOf(long.connectSession)).toEqual([]);
  await running.staff.act(short.connectSession.id, "check");
  const { unread: before } = await told(running.staff);
  await running.passTime(120);
  // the row says itself when it is to be looked at: nobody asks
  await stream.untilCount(({ unread }) => unread > before);
  stream.close();
  await running.restart();
  await running.staff.act(long.connectSession.id, "check");
  await running.passTime(3600);
  await running.staff.act(long.connectSession.id, "check");
  expect(await kindsOf(long.connectSession)).toEqual(["expiring"]);
  // W8: of a link of a day only its end is told
  expect(await kindsOf(short.connectSession)).toEqual(["expired"]);
});
