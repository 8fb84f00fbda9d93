import type { AuditActors, AuditPage } from "@connect-console/shared/audit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: "1000" });
});
afterAll(() => running.stop());

const switchTo = (role: string) => running.staff.ask("POST", "/api/me/role", { role });
const page = async (query: string) =>
  (await running.staff.ask<AuditPage>("GET", `/api/audit${query}`)).body;
/** The lines of the file, without its mark. */
async function csv(query = ""): Promise<string[]> {
  const answer = await fetch(`${running.url}/api/audit/export.csv${query}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toContain('filename="audit-log.csv"');
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
  expect(text.startsWith("\uFEFF")).toBe(true);
  return text.slice(1).trimEnd().split("\r\n");
}

test("whatever somebody does stands in the audit log, in order, with what it is called", async () => {
  const { staff } = running;
  const { connectSession } = await staff.createLink({ ownerId: "acme", provider: "ashby" });
  const { id } = connectSession;
  await staff.act(id, "reveal");
  for (const as of ["link", "message", "rich_message", "mail"])
    await staff.act(id, "copied", { as });
  await staff.act(id, "notes", { text: "called them" });
  await staff.act(id, "check");
  await staff.act(id, "connect-here");
  await staff.reissue(id);
  await staff.act(id, "void");
  await staff.act(id, "reveal");
  await staff.ask("POST", "/api/owners", { id: "pied", name: "Pied Piper" });
  await staff.ask("POST", "/api/owners/import?dryRun=false", "id,name\nhooli-x,Hooli X", {
    "content-type": "text/csv",
  });
  await fetch(`${running.url}/api/owners.csv`);
  await fetch(`${running.url}/api/connect-sessions/export.csv`);
  await switchTo("viewer");
  await staff.act(id, "void");
  await switchTo("admin");
  await staff
    .createLink({ ownerId: "globex", provider: "ashby", label: "sim:401" })
    .catch(() => {});

  const { items } = await page("?limit=200");
  const told = items.map(({ action, outcome, fields, target }) =>
    [action, outcome, target.name, action.endsWith(".copy") && fields[0]].filter(Boolean).join(" "),
  );
  const link = "Acme Inc (ashby)";
  expect(told.toReversed()).toEqual([
    `connect_session.create done ${link}`,
    `connect_session.reveal done ${link}`,
    ...["link", "message", "rich_message", "mail"].map(
      (as) => `connect_session.copy done ${link} ${as}`,
    ),
    `connect_session.note done ${link}`,
    `connect_session.check done ${link}`,
    `connect_session.connect_here done ${link}`,
    `connect_session.reissue done ${link}`,
    `connect_session.void done ${link}`,
    `connect_session.reveal refused ${link}`,
    "owner.add done Pied Piper",
    "owner.import done",
    "owner.export done",
    "connect_session.export done",
    "staff.switch_role done",
    `connect_session.void refused ${link}`,
    "staff.switch_role done",
    "connect_session.create done Globex Corporation (ashby)",
    "connect_session.create failed Globex Corporation (ashby)",
  ]);
  expect(JSON.stringify(items)).not.toMatch(/token=|called them/);
});

test("filters narrow, pages go on where they ended, and everybody who acted can be chosen", async () => {
  const refused = await page("?outcome=refused&outcome=failed&action=connect_session.void");
  expect(refused.items.map(({ outcome }) => outcome)).toEqual(["refused"]);
  const [first] = refused.items;
  const about = await page(`?target=${first?.target.id}&limit=3`);
  expect(about.items).toHaveLength(3);
  const rest = await page(`?target=${first?.target.id}&limit=3&cursor=${about.nextCursor}`);
  const ids = [...about.items, ...rest.items].map(({ id }) => id);
  expect(new Set(ids).size).toBe(6);
  expect(ids).toEqual(ids.toSorted().toReversed());
  expect((await page(`?to=${first?.at}&from=${first?.at}`)).items.length).toBeGreaterThan(0);
  expect((await page("?from=2099-01-01T00:00:00Z")).items).toEqual([]);
  const { body } = await running.staff.ask<AuditActors>("GET", "/api/audit/actors");
  expect(body.items.map(({ id }) => id)).toContain("local");
  const wrong = await running.staff.ask("GET", "/api/audit?outcome=perhaps");
  expect(wrong.status).toBe(400);
});

test("the export holds what the filters let through, is an entry itself, and only for admins", async () => {
  const before = (await page("?outcome=refused&outcome=failed&limit=200")).items;
  const lines = await csv("?outcome=refused&outcome=failed");
  expect(lines[0]).toBe(
    "at,actor_id,actor_name,action,outcome,target_kind,target_id,target_name,fields,request_id,id",
  );
  expect(lines.slice(1).map((line) => line.split(",").at(-1))).toEqual(before.map(({ id }) => id));
  const [entry] = (await page("?limit=1")).items;
  expect(entry).toMatchObject({ action: "audit.export", outcome: "done", fields: ["outcome"] });

  await running.staff.ask("POST", "/api/owners", { id: "evil", name: "+1+1 Ltd" });
  const [, added] = await csv("?action=owner.add&target=evil");
  expect(added).toContain(",'+1+1 Ltd,");

  for (const role of ["viewer", "customer_success", "support", "qa"]) {
    await switchTo(role);
    const { status } = await running.staff.ask("GET", "/api/audit/export.csv");
    expect(status).toBe(403);
  }
  await switchTo("admin");
  const refused = await page("?action=audit.export&outcome=refused");
  expect(refused.items).toHaveLength(4);
});

test("a long log is exported whole, batch by batch", async () => {
  const { connectSession } = await running.staff.createLink({
    ownerId: "stark",
    provider: "ashby",
  });
  const times = 450;
  for (let done = 0; done < times; done += 50)
    await Promise.all(
      Array.from({ length: 50 }, () =>
        running.staff.act(connectSession.id, "copied", { as: "link" }),
      ),
    );
  const lines = await csv(`?target=${connectSession.id}&action=connect_session.copy`);
  expect(lines).toHaveLength(times + 1);
  expect(new Set(lines).size).toBe(times + 1);
}, 60_000);
