import { SupportBundle } from "@connect-console/shared/support-bundle";
import { expect, test } from "vitest";
import { addNote } from "./add-note.ts";
import { createConnectSession } from "../creation/create-connect-session.ts";
import { handOverConnectSession } from "./hand-over.ts";
import { readSupportBundle } from "./read-support-bundle.ts";
import { createTestConsole } from "../testing/test-console.ts";
import { voidConnectSession } from "./void.ts";

const versions = { console: "1.2.3", node: "v24.0.0" };

async function withLink() {
  const app = createTestConsole();
  await app.store.owners.add({ id: "acme", name: "www.acme.example/EMEA", source: "staff" });
  const input = { ownerId: "acme", provider: "bamboohr", expiresIn: 3600, metadata: { ticket: 7 } };
  const { connectSession, authLink } = await createConnectSession(app.staff(), input, "key");
  const { id } = connectSession;
  const secrets = await app.store.connectSessions.readSecrets(id);
  if (!secrets || authLink === null) throw new Error("no link");
  const change = async (part: object) => {
    const row = app.store.stored.row(id);
    if (row) await app.store.connectSessions.update({ ...row, ...part });
  };
  const read = () => readSupportBundle(app.staff("viewer"), id, versions);
  return { app, id, secrets, change, read };
}

test("has ids, times, outcome, timeline, request ids, versions, the request and the answer; has no names of staff", async () => {
  const { app, id, read } = await withLink();
  const bundle = await read();
  expect(SupportBundle.parse(bundle)).toEqual(bundle);
  expect(bundle).toMatchObject({
    versions,
    connectSession: { id, progress: "waiting", outcome: { kind: "create" } },
    acts: [{ action: "connect_session.create", outcome: "done", requestId: "request-1" }],
    exchange: {
      request: app.stackone.byStackOneNames(app.stackone.requests[0] ?? {}),
      answer: { token: "[masked]", auth_link_url: "[masked]" },
    },
  });
  // an owner's name is matched byte for byte, so it stands there as it is
  expect(bundle.exchange.request["origin_owner_name"]).toBe("www.acme.example/EMEA");
  expect(bundle.timeline.length).toBeGreaterThan(0);
  expect(JSON.stringify(bundle)).not.toContain("Robin");
});

test("whatever a provider or StackOne repeats of the link or the token is masked, while it is held and after", async () => {
  const { app, id, secrets, change, read } = await withLink();
  const { token, authLink } = secrets;
  const text = `Sorry: ${token} at ${authLink} with token=${token}`;
  const attempt = { id: token, status: "error", createdAt: null, updatedAt: null, accountId: null };
  await change({
    attempt: { ...attempt, errorCode: "server_error", errorDescription: text },
    problems: [{ code: "x", message: text }],
    label: token,
  });
  const held = JSON.stringify(await read());
  for (const secret of [token, authLink]) expect(held.includes(secret)).toBe(false);
  expect(held).toContain("server_error");
  await change({ attempt: { ...attempt, id: "a", errorCode: null, errorDescription: text } });
  await voidConnectSession(app.staff(), id, {});
  const wiped = JSON.stringify(await read());
  expect(wiped.includes(authLink)).toBe(false);
  expect(wiped.includes(`token=${token}`)).toBe(false);
});

test("notes and hand-overs are for colleagues and stay out", async () => {
  const { app, id, read } = await withLink();
  await addNote(app.staff(), id, { text: "Kim is on leave" });
  await app.store.staff.put({ id: "max", name: "Max Mustermann", role: "support" });
  await handOverConnectSession(app.staff(), id, { assigneeId: "max", ticket: "HELP-4711" });
  expect(JSON.stringify(await read())).not.toMatch(/Kim is on leave|Mustermann|HELP-4711/);
});

test("a row of an older console has no echo, one that failed no answer; an unknown id is not found", async () => {
  const { app, change, read } = await withLink();
  await change({ echo: undefined });
  expect(Object.keys((await read()).exchange.answer ?? {})).toEqual([
    "id",
    "created_at",
    "token",
    "auth_link_url",
  ]);
  await change({ stackoneId: null });
  expect((await read()).exchange.answer).toBeNull();
  await expect(readSupportBundle(app.staff(), "nothing", versions)).rejects.toMatchObject({
    code: "not_found",
  });
});
