import { expect, test } from "vitest";
import { signInAt, startFakeProvider } from "../../auth/testing/fake-provider.ts";
import { createTestApp } from "../testing/test-app.ts";

/** Bytes of a header block as it goes over the wire. */
function sizeOf(headers: Headers): number {
  return [...headers].reduce((sum, [name, value]) => sum + `${name}: ${value}\r\n`.length, 0);
}

test("F5: all headers of the way in and back fit the 4 kB that a reverse proxy lets pass", async () => {
  const provider = await startFakeProvider();
  provider.claims = {
    sub: "s".repeat(255),
    name: "N".repeat(200),
    email: `${"e".repeat(180)}@example.com`,
    groups: ["admins", ...Array.from({ length: 200 }, (_, index) => `group-${index}`)],
  };
  const publicUrl = new URL("https://console.example");
  const { signIn } = signInAt(provider);
  const { ask } = createTestApp({ signIn, publicUrl });
  const host = { host: publicUrl.host };
  const to = encodeURIComponent(`/connect-sessions?q=${"x".repeat(3000)}`);
  const there = await ask("GET", `/auth/sign-in?to=${to}`, undefined, host);
  expect([there.status, sizeOf(there.headers) < 4000]).toEqual([302, true]);
  const asked = new URL(there.headers.get("location") ?? "").searchParams;
  const answer = new URLSearchParams({
    state: asked.get("state") ?? "",
    code: asked.get("nonce") ?? "",
  });
  const sent = there.headers.getSetCookie().map((each) => each.split(";")[0]);
  const back = await ask("GET", `/auth/callback?${answer.toString()}`, undefined, {
    ...host,
    cookie: sent.join("; "),
  });
  await provider.stop();
  expect([back.status, sizeOf(back.headers) < 4000]).toEqual([302, true]);
  expect(back.headers.getSetCookie().join()).toContain("sign-in=ey");
});
