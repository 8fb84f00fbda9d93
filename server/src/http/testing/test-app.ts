import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { createLocalSignIn } from "../../auth/local.ts";
import type { ConnectSessionRow } from "../../domain/ports/connect-sessions.ts";
import type { Log } from "../../domain/ports/log.ts";
import type { MessageSink } from "../../domain/ports/message-sink.ts";
import type { StackOne } from "../../domain/ports/stackone.ts";
import { createStackOneChecker } from "../../domain/stackone-check/check.ts";
import { byStackOneNames } from "../../stackone/wire/connect-session.ts";
import { createIds } from "../../ids.ts";
import { createMemory } from "../../memory.ts";
import { createNotify } from "../../notify/create-notify.ts";
import { openStoreCopy } from "../../store/testing/open-copy.ts";
import { createApp } from "../app.ts";
import type { AppDeps } from "../deps.ts";
import { createMetrics } from "../metrics.ts";

const never = (): never => {
  throw new Error("StackOne was asked");
};

/** A StackOne that must not be asked, unless a test says what it answers. */
function fakeStackOne(answers: Partial<StackOne> = {}): StackOne {
  return {
    kind: "simulator",
    host: "127.0.0.1:4401",
    keyFingerprint: "fingerprint",
    follow: "attempts",
    byStackOneNames,
    createConnectSession: never,
    readAttempt: never,
    listAccountsOfOwners: never,
    requestsPerMinute: 1_000_000,
    copyRequestsPerMinute: 40,
    readAccountsPage: never,
    estimateAccounts: never,
    readProfilesPage: never,
    listAccountsById: never,
    listFailedRequests: never,
    readAccount: never,
    deleteAccount: never,
    listProviders: never,
    clockSkew: () => 0,
    ...answers,
  };
}

/** A built page as Vite would leave it, without its size. */
function fakePage(): string {
  const directory = mkdtempSync(join(tmpdir(), "connect-console-page-"));
  mkdirSync(join(directory, "assets"));
  writeFileSync(
    join(directory, "index.html"),
    '<!doctype html><html><head><meta property="csp-nonce" nonce="__CSP_NONCE__"><script>dark()</script></head></html>',
  );
  writeFileSync(
    join(directory, "connect-here.html"),
    '<!doctype html><html><head><meta property="csp-nonce" nonce="__CSP_NONCE__"></head></html>',
  );
  writeFileSync(join(directory, "assets/index-abc.js"), "plain");
  writeFileSync(join(directory, "assets/index-abc.js.br"), "brotli");
  writeFileSync(join(directory, "assets/index-abc.js.gz"), "gzip");
  writeFileSync(join(directory, ".built"), "");
  return directory;
}

const pageDirectory = fakePage();
afterAll(() => rmSync(pageDirectory, { recursive: true, force: true }));

export const consoleUrl = "http://127.0.0.1:4400";

/** The HTTP side over a store of its own, with what it logged and who listens to it. */
export function createTestApp(
  change: Partial<AppDeps> & { stackone?: StackOne; webhook?: MessageSink } = {},
) {
  const { stackone = fakeStackOne(), webhook = null, ...deps } = change;
  const { log, logged } = recordLog();
  const { live, listeners, webhookReceived } = recordLive();
  const clock = { time: Date.parse("2026-05-01T12:00:00Z"), now: () => clock.time };
  const store = openStoreCopy(clock);
  const notify = createNotify(webhook);
  const hash = (text: string) => text;
  const memory = createMemory(clock);
  const ids = createIds(clock);
  const ports = { clock, ids, store, stackone, live, notify, log, hash, memory };
  const app = createApp({ ports, ...usualDeps(stackone), ...deps });
  return { app, store, clock, live, notify, webhookReceived, listeners, logged, ask: asker(app) };
}

function recordLog() {
  const logged: { level: string; fields: Record<string, unknown>; message: string }[] = [];
  const at =
    (level: string): Log["info"] =>
    (fields, message) =>
      logged.push({ level, fields, message });
  return { logged, log: { info: at("info"), warn: at("warn"), error: at("error") } };
}

function recordLive() {
  const listeners = new Map<(row: ConnectSessionRow) => void, string | null>();
  const webhookReceived: string[] = [];
  const live = {
    changed: (row: ConnectSessionRow) => [...listeners.keys()].forEach((listener) => listener(row)),
    checkSoon: () => {},
    listed: () => {},
    webhookReceived: (ownerId: string) => void webhookReceived.push(ownerId),
    accountPending: () => {},
    checkEvery: () => 3,
    subscribe(listener: (row: ConnectSessionRow) => void, watch: string | null) {
      listeners.set(listener, watch);
      return () => void listeners.delete(listener);
    },
  };
  return { live, listeners, webhookReceived };
}

/** A console on this machine, with the simulator, that everybody may use. */
function usualDeps({ host }: StackOne): Omit<AppDeps, "ports"> {
  return {
    signIn: createLocalSignIn(),
    publicUrl: new URL(consoleUrl),
    hub: { baseUrl: "http://127.0.0.1:4401", appUrl: "http://127.0.0.1:4401" },
    versions: { console: "1.2.3", node: "v24.0.0" },
    pageDirectory,
    limits: { requestsPerMinute: 600, creationsPerMinute: 120 },
    metrics: createMetrics(() => 7),
    stackoneState: async () => ({
      kind: "simulator",
      host,
      state: "ready",
      message: null,
      missing: [],
      reads: { accounts: "/v2/accounts", attempts: "number" },
      directory: { state: "complete", accountsRead: 3 },
      budget: { perMinute: 120, used: 7 },
      webhooks: { configured: false, lastAt: null },
    }),
    stackoneCheck: createStackOneChecker(
      {
        accounts: never,
        create: never,
        sessionByNumber: never,
        sessionByToken: never,
        hub: never,
        mcp: never,
      },
      async () => {},
    ),
    webhooks: { secrets: [], afterwards: () => {} },
    magicWords: null,
    closing: new AbortController().signal,
  };
}

interface Asked {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test looks into the body as it came
  body: any;
}

/** Asks as a browser on the console's own page would; `body` other than text is sent as JSON. */
function asker(app: ReturnType<typeof createApp>) {
  return async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Asked> => {
    const changes = method !== "GET" && method !== "HEAD";
    const answer = await app.request(path, {
      method,
      headers: {
        host: "127.0.0.1:4400",
        ...(changes && { "content-type": "application/json" }),
        ...headers,
      },
      ...(changes && { body: typeof body === "string" ? body : JSON.stringify(body ?? {}) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get("content-type")?.startsWith("application/json");
    const { status, headers: answered } = answer;
    const came: unknown = isJson ? JSON.parse(text) : text;
    return { status, headers: answered, body: came };
  };
}
