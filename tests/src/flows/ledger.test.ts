import { afterAll, beforeAll, expect, test } from "vitest";
import type { ConnectSession, NextConnectSession } from "@connect-console/shared/connect-session";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { tokenOf } from "../running/simulator.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole();
});
afterAll(() => running.stop());

const ask = <Body>(path: string) => running.staff.ask<Body>("GET", `/api/connect-sessions${path}`);

async function exported(query = ""): Promise<{ status: number; type: string; text: string }> {
  const answer = await fetch(`${running.url}/api/connect-sessions/export.csv${query}`);
  const type = answer.headers.get("content-type") ?? "";
  return { status: answer.status, type, text: await answer.text() };
}

test("a note is kept, found, told to whoever watches, and in nothing but the timeline", async () => {
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId: "acme",
    provider: "ashby",
  });
  const { id } = connectSession;
  const stream = await running.staff.watch(id);
  const text = "Waits for Ms Öztürk\nticket https://desk.example/42";
  const noted = await running.staff.act(id, "notes", { text: `  ${text}  ` });
  expect([noted.status, noted.body.timeline?.[0]?.text]).toEqual([200, text]);
  await stream.until(({ timeline }) => timeline?.[0]?.text === text);
  stream.close();
  const found = await ask<{ items: ConnectSession[] }>(`?q=${encodeURIComponent("ms öztürk")}`);
  expect(found.body.items.map((row) => row.id)).toEqual([id]);
  expect(JSON.stringify(await running.staff.audit())).not.toContain("desk.example");

  for (const refused of [
    authLink,
    `the token is ${tokenOf(authLink)}`,
    "",
    " \n ",
    "x".repeat(2001),
    "a\u0000b",
  ]) {
    const answer = await running.staff.act(id, "notes", { text: refused });
    expect([answer.status, Object.keys(answer.body.error.fields ?? {})]).toEqual([400, ["text"]]);
    expect(JSON.stringify(answer.body)).not.toContain(tokenOf(authLink));
  }
});

test("the export streams what the list shows, without secrets, and is audited", async () => {
  const label = '=HYPERLINK("http://evil.example";"x")';
  const { connectSession, authLink } = await running.staff.createLink({
    ownerId: "wonka",
    provider: "slack",
    label,
  });
  const { status, type, text } = await exported("?ownerId=wonka&createdBy=me");
  expect([status, type]).toEqual([200, "text/csv; charset=utf-8"]);
  const lines = text.trimEnd().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(connectSession.id);
  expect(lines[1]).toContain(`"'${label.replaceAll('"', '""')}"`);
  expect(text).not.toContain(tokenOf(authLink));
  const [entry] = await running.staff.audit("?action=connect_session.export");
  expect(entry).toMatchObject({ outcome: "done", fields: ["ownerId", "createdBy"] });
  expect((await exported("?tab=connected")).text.trimEnd().split("\r\n")).toHaveLength(1);
});

test("what is not known, and who may not, is refused before a byte of CSV", async () => {
  expect((await exported("?nothing=1")).status).toBe(400);
  expect((await exported("?q=https://x.example/?token=abc")).status).toBe(400);
  await running.staff.ask("POST", "/api/me/role", { role: "viewer" });
  const refused = await exported();
  await running.staff.ask("POST", "/api/me/role", { role: "admin" });
  expect([refused.status, refused.type]).toEqual([403, "application/json"]);
  const [entry] = await running.staff.audit("?action=connect_session.export");
  expect(entry).toMatchObject({ outcome: "refused" });
});

test("the next that needs me, and who made links", async () => {
  const { body: failed } = await running.staff.create({
    ownerId: "stark",
    provider: "ashby",
    label: "sim:500",
  });
  const first = await ask<NextConnectSession>("/next");
  expect(first.body.id).toBe(failed.error.connectSessionId);
  const next = await ask<NextConnectSession>(`/next?after=${first.body.id}`);
  expect(next.body.id).toBeNull();
  const makers = await ask<{ items: { id: string }[] }>("/staff");
  expect(makers.body.items).toHaveLength(1);
});
