import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { HubAccess } from "@connect-console/shared/connect-session";
import type { Found } from "@connect-console/shared/find";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../running/free-port.ts";
import { cutOff, MessageSink, status } from "../running/message-sink.ts";
import {
  type StartedProcess,
  startServerProcess,
  startSimulatorProcess,
} from "../running/processes.ts";
import { SimulatorControl, tokenOf } from "../running/simulator.ts";
import { type Answer, Staff } from "../running/staff.ts";
import { sendWebhook, signWebhook, webhookBody } from "../running/webhook.ts";

/** Keeps every answer as text, but those that are meant to hand out a link. */
class RecordingStaff extends Staff {
  readonly answers: { where: string; text: string }[] = [];

  override async ask<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const answer = await super.ask<Body>(method, path, body, headers);
    const handsOut =
      answer.status < 300 &&
      (/\/(reveal|reissue|connect-here)$/.test(path) || path === "/api/connect-sessions") &&
      method === "POST";
    const shown = handsOut
      ? { ...(answer.body as object), authLink: null, token: null }
      : answer.body;
    this.answers.push({
      where: `${method} ${path}`,
      text: JSON.stringify([shown, [...answer.headers]]),
    });
    return answer;
  }
}

const marker = (name: string) => `MARKER${name}${randomBytes(9).toString("hex")}`;
const apiKey = `v1.sim.${marker("apikey")}`;
const credential = marker("credential");
const secretKey = randomBytes(32).toString("base64");
const webhookSecret = marker("webhook");
const notifyPath = marker("notify");
const secrets: Record<string, string> = {
  "API key": apiKey,
  "a customer's credential": credential,
  "the secret key": secretKey,
  "the webhook secret": webhookSecret,
  "the incoming webhook's address": notifyPath,
};

let dataDir: string;
let simulator: StartedProcess;
let server: StartedProcess;
let staff: RecordingStaff;
let sink: MessageSink;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "connect-console-"));
  simulator = await startSimulatorProcess({
    SIMULATOR_PORT: String(await freePort()),
    SIMULATOR_API_KEY: apiKey,
  });
  sink = await MessageSink.open();
  server = await startServerProcess({
    NOTIFY_WEBHOOK_URL: `http://127.0.0.1:${sink.port}/services/${notifyPath}`,
    STACKONE_API_KEY: apiKey,
    STACKONE_BASE_URL: simulator.url,
    STACKONE_REQUESTS_PER_MINUTE: "1000",
    SECRET_KEY: secretKey,
    STACKONE_WEBHOOK_SECRETS: `${webhookSecret},${webhookSecret}-next`,
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
  });
  staff = new RecordingStaff(server.url);
}, 60_000);
afterAll(async () => {
  await server.stop();
  await sink.close();
  await simulator.stop();
  await rm(dataDir, { recursive: true, force: true });
});

function expectNoSecret(where: string, text: string): void {
  const found = Object.entries(secrets).filter(
    ([, secret]) =>
      text.includes(secret) ||
      text.includes(Buffer.from(`${secret}:`).toString("base64")) ||
      text.includes(encodeURIComponent(secret)),
  );
  // Names only: a failing test must not print the secret either.
  expect(found.map(([name]) => `${name} in ${where}`)).toEqual([]);
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test("no secret leaves the server or is written, but the links that were asked for", async () => {
  const control = new SimulatorControl(simulator.url);
  const remember = (name: string, authLink: string | null | undefined) => {
    if (typeof authLink !== "string") throw new Error(`no link for ${name}`);
    secrets[`link of ${name}`] = authLink;
    secrets[`token of ${name}`] = tokenOf(authLink);
    return tokenOf(authLink);
  };
  const used = await staff.createLink({
    ownerId: "acme",
    provider: "bamboohr",
    multiple: true,
    label: "used",
  });
  const stream = await staff.watch(used.connectSession.id);
  const token = remember("a used one", used.authLink);
  await control.act({
    token,
    act: "form",
    provider: "bamboohr",
    credentials: { subdomain: "acme", api_key: credential },
  });
  sink.troubles.push(status(500), cutOff, status(404));
  await stream.until(({ progress }) => progress === "connected");
  await sink.until(() => sink.tries === 3);
  await staff.ask("POST", "/api/settings/test-message");
  await sink.until(() => sink.taken.length === 2);

  const body = webhookBody({ setup_information: { api_key: credential } });
  const signature = signWebhook(body, webhookSecret);
  secrets["a webhook's signature"] = signature;
  expect(await sendWebhook(server.url, body, signature)).toBe(204);
  expect(await sendWebhook(server.url, `${body} `, signature)).toBe(401);
  const unreadable = `{"event":"${credential}"}`;
  expect(await sendWebhook(server.url, unreadable, signWebhook(unreadable, webhookSecret))).toBe(
    204,
  );

  const open = await staff.createLink({ ownerId: "acme", provider: "ashby" });
  remember("an open one", open.authLink);
  const key = randomUUID();
  const replayed = await staff.create({ ownerId: "acme", provider: "okta" }, key);
  remember("a replayed one", replayed.body.authLink);
  await staff.create({ ownerId: "acme", provider: "okta" }, key);
  const again = await staff.reissue(open.connectSession.id);
  remember("a re-issued one", again.body.authLink);
  await staff.act(open.connectSession.id, "reveal");
  const here = await staff.act<HubAccess>(open.connectSession.id, "connect-here");
  expect(here.body.token === tokenOf(open.authLink)).toBe(true);
  await staff.act(again.body.connectSession.id, "check");
  await staff.act(again.body.connectSession.id, "copied");
  await staff.act(again.body.connectSession.id, "void", { reason: "wrong owner" });

  for (const word of [
    "401",
    "403",
    "500",
    "reset",
    "reset-after",
    "wrong-shape",
    "not-json",
    "no-link",
  ])
    await staff.create({
      ownerId: "acme",
      provider: "ashby",
      multiple: true,
      label: `sim:${word}`,
    });
  for (const session of (await control.state()).sessions)
    for (const [name, value] of Object.entries(session))
      if (/token/i.test(name) && typeof value === "string")
        secrets[`${name} of session ${String(session.id)}`] = value;

  // What a careless person does with a link: everywhere but in the one field for it.
  for (const [name, secret] of Object.entries(secrets)) {
    if (!name.startsWith("link")) continue;
    const answer = await staff.ask("GET", `/api/connect-sessions?q=${encodeURIComponent(secret)}`);
    expect(answer.status).toBe(400);
  }
  // And in the one field for it: found by its fingerprint, and never repeated.
  const linkOfUsed = secrets["link of a used one"] ?? "";
  for (const text of [linkOfUsed, `Hello, please open ${linkOfUsed}. Thank you`]) {
    const answer = await staff.ask<Found>("POST", "/api/find", { text });
    expect(answer.body.items.map(({ id }) => id)).toEqual([used.connectSession.id]);
  }
  for (const [name, secret] of Object.entries(secrets)) {
    const answer = await staff.ask<Found>("POST", "/api/find", { text: secret });
    expect([name, answer.status]).toEqual([name, 200]);
    await staff.ask("POST", "/api/find", { text: [secret] });
    await staff.ask("POST", "/api/find", `{"text":"${secret}`);
  }

  for (const path of [
    "/api/me",
    "/api/stackone",
    "/api/owners",
    "/api/owners/acme",
    "/api/providers",
    "/api/accounts?ownerId=acme",
    "/api/accounts",
    "/api/accounts/acc_acme_greenhouse",
    "/api/accounts/acc_acme_greenhouse/failed-requests",
    "/api/connect-sessions",
    `/api/connect-sessions/${used.connectSession.id}`,
    `/api/connect-sessions/${again.body.connectSession.id}`,
    `/api/connect-sessions/${used.connectSession.id}/support`,
    `/api/connect-sessions/${open.connectSession.id}/support`,
    `/api/connect-sessions/${again.body.connectSession.id}/support`,
    "/api/audit?limit=200",
    "/api/notifications",
    "/api/settings",
  ])
    expect((await staff.ask("GET", path)).status).toBe(200);
  expectNoSecret("the team's messages", JSON.stringify(sink.taken));
  for (const { where, text } of staff.answers) expectNoSecret(where, text);
  expectNoSecret("the live stream", JSON.stringify(stream.messages));
  stream.close();

  for (const path of [
    "/",
    "/connect-sessions",
    `/connect-sessions/${open.connectSession.id}`,
    `/connect-here/${open.connectSession.id}`,
    "/api/connect-sessions/export.csv",
    "/healthz",
    "/readyz",
    "/metrics",
  ]) {
    const response = await fetch(server.url + path);
    expectNoSecret(path, (await response.text()) + JSON.stringify([...response.headers]));
  }
  for (const file of await filesBelow(fileURLToPath(new URL("../../../web/dist", import.meta.url))))
    expectNoSecret(file, await readFile(file, "latin1"));

  const whileRunning = await filesBelow(dataDir);
  expect(whileRunning.length).toBeGreaterThan(0);
  for (const file of whileRunning) expectNoSecret(file, await readFile(file, "latin1"));
  await server.stop();
  for (const file of await filesBelow(dataDir))
    expectNoSecret(file, await readFile(file, "latin1"));
  expect(server.output().length).toBeGreaterThan(0);
  expectNoSecret("the log", server.output());
}, 120_000);
