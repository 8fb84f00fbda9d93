import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { fakeSignIn, signedIn } from "../testing/fake-sign-in.ts";
import { createTestApp } from "../testing/test-app.ts";

describe("local sign-in behind a proxy", () => {
  test.each(
    "forwarded x-forwarded-for x-forwarded-host x-forwarded-proto x-forwarded-server x-forwarded-port x-forwarded via x-real-ip x-client-ip client-ip x-cluster-client-ip true-client-ip cf-connecting-ip cf-connecting-ipv6 cf-ray cdn-loop fastly-client-ip x-original-forwarded-for x-original-host forwarded-for x-envoy-external-address x-amzn-trace-id x-azure-clientip x-cloud-trace-context".split(
      " ",
    ),
  )("B24: local sign-in takes no request with %s", async (name) => {
    const { ask } = createTestApp();
    expect((await ask("GET", "/api/me", undefined, { [name]: "x" })).status).toBe(401);
  });

  test("B24: local sign-in takes no HTTP/1.0, whatever its headers, and every other way does", async () => {
    const overVersion = async (app: ReturnType<typeof createTestApp>["app"], version: string) => {
      const socket = { remoteAddress: "127.0.0.1" };
      const incoming = { httpVersion: version, socket } as unknown as IncomingMessage;
      const headers = { host: "127.0.0.1:4400" };
      return (await app.request("/api/me", { headers }, { incoming })).status;
    };
    const local = createTestApp().app;
    expect(await overVersion(local, "1.0")).toBe(401);
    expect(await overVersion(local, "1.1")).toBe(200);
    expect(await overVersion(createTestApp({ signIn: fakeSignIn(signedIn) }).app, "1.0")).toBe(200);
    const usual = {
      "user-agent": "x",
      "x-requested-with": "XMLHttpRequest",
      "sec-fetch-site": "none",
    };
    expect((await createTestApp().ask("GET", "/api/me", undefined, usual)).status).toBe(200);
  });
});
