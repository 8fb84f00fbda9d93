import type { ConnectSession } from "@connect-console/shared/connect-session";
import { beforeEach, describe, expect, test } from "vitest";
import { addNote } from "./add-note.ts";
import { createConnectSession } from "../creation/create-connect-session.ts";
import { exportConnectSessions } from "./export.ts";
import { listConnectSessions, listLinkCreators } from "./list.ts";
import { nextConnectSession } from "./next.ts";
import { readConnectSession } from "./read.ts";
import { createTestConsole } from "../testing/test-console.ts";
import { voidConnectSession } from "./void.ts";

let app: ReturnType<typeof createTestConsole>;
let made = 0;

beforeEach(async () => {
  app = createTestConsole();
  await app.store.owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
});

async function create(by = "staff-1", input: object = {}): Promise<string> {
  const chosen = { ownerId: "acme", provider: "bamboohr", expiresIn: 86_400, multiple: true };
  const ctx = app.staff("admin", by);
  const { connectSession } = await createConnectSession(
    ctx,
    { ...chosen, ...input },
    `key-${(made += 1)}`,
  );
  return connectSession.id;
}

async function stall(id: string): Promise<void> {
  const row = await app.store.connectSessions.get(id);
  if (!row) throw new Error("no such row");
  await app.store.connectSessions.update({ ...row, progress: "stalled" });
}

describe("notes", () => {
  test("stand in the timeline with who and when, are audited by name only, and reach who watches", async () => {
    const id = await create();
    await voidConnectSession(app.staff(), id, {});
    app.advance(60_000);
    const noted = await addNote(app.staff("support", "staff-2"), id, { text: "Called\nAnn." });
    expect(noted.timeline?.[0]).toMatchObject({
      text: "Called\nAnn.",
      code: "note",
      evidence: "staff",
      progress: "void",
      by: { id: "staff-2" },
      at: new Date(app.clock.now()).toISOString(),
    });
    expect(app.store.stored.audit().at(-1)).toMatchObject({
      action: "connect_session.note",
      outcome: "done",
      target: { id },
      fields: ["text"],
    });
    expect(JSON.stringify(app.store.stored.audit())).not.toContain("Ann");
    expect(app.changed.at(-1)?.id).toBe(id);
    expect((await readConnectSession(app.staff(), id)).progress).toBe("void");
  });

  test("the row's own link or token is refused, whatever stands around it", async () => {
    const id = await create();
    const secrets = await app.store.connectSessions.readSecrets(id);
    for (const secret of Object.values(secrets ?? {})) {
      const adding = addNote(app.staff(), id, { text: `see (${secret})` });
      await expect(adding).rejects.toMatchObject({ code: "invalid_input" });
      await expect(adding).rejects.not.toThrow(secret);
    }
    expect((await readConnectSession(app.staff(), id)).timeline).not.toMatchObject([
      { code: "note" },
    ]);
  });

  test("refused to a viewer and to a tester of production links, and that is audited", async () => {
    const id = await create();
    for (const role of ["viewer", "qa"] as const)
      await expect(addNote(app.staff(role), id, { text: "x" })).rejects.toMatchObject({
        code: "not_allowed",
      });
    expect(app.audited().slice(-2)).toEqual(
      Array(2).fill(`connect_session.note refused connect_session ${id}`),
    );
    await expect(addNote(app.staff(), "nothing", { text: "x" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("next that needs me", () => {
  test("goes from the oldest of mine to the next, begins again, and knows when nothing else is left", async () => {
    const ids = [await create(), await create("staff-2"), await create(), await create()];
    const [first, colleague, second, waiting] = ids as [string, string, string, string];
    for (const id of [first, colleague, second]) await stall(id);
    const next = async (after?: string) => (await nextConnectSession(app.staff(), { after })).id;
    expect(await next()).toBe(first);
    expect(await next(first)).toBe(second);
    expect(await next(second)).toBe(first);
    expect(await next(waiting)).toBe(first);
    expect(await next("unknown")).toBe(first);
    await voidConnectSession(app.staff(), first, {});
    expect(await next()).toBe(second);
    expect(await next(second)).toBeNull();
  });
});

test("mine is whoever asks; everybody who made a link is listed once, by name", async () => {
  await create("staff-2");
  const mine = await create();
  await create("staff-2");
  const { items } = await listConnectSessions(app.staff(), { createdBy: ["me"] });
  expect(items.map(({ id }) => id)).toEqual([mine]);
  const both = await listConnectSessions(app.staff(), { createdBy: ["me", "staff-2"] });
  expect(both.items).toHaveLength(3);
  const makers = await listLinkCreators(app.staff());
  expect(makers.items.map(({ id }) => id).toSorted()).toEqual(["staff-1", "staff-2"]);
});

describe("export", () => {
  async function all(batches: AsyncIterable<ConnectSession[]>): Promise<string[]> {
    const ids: string[] = [];
    for await (const batch of batches) ids.push(...batch.map(({ id }) => id));
    return ids;
  }

  test("gives every row that the filters fit, beyond a page, audited by the filters' names", async () => {
    const ids = [await create()];
    const row = await app.store.connectSessions.get(ids[0] ?? "");
    if (!row) throw new Error("no row");
    for (let copy = 100; copy < 400; copy++) {
      ids.push(`id-copy-${copy}`);
      await app.store.connectSessions.insert({ ...row, id: `id-copy-${copy}` });
    }
    await create("staff-2");
    const rows = await exportConnectSessions(app.staff(), { createdBy: ["me"] });
    expect(app.store.stored.audit().at(-1)).toMatchObject({
      action: "connect_session.export",
      outcome: "done",
      fields: ["createdBy"],
    });
    expect(await all(rows)).toEqual(ids.toReversed());
  });

  test("is refused to a viewer before anything is read", async () => {
    await expect(exportConnectSessions(app.staff("viewer"), {})).rejects.toMatchObject({
      code: "not_allowed",
    });
    expect(app.audited().at(-1)).toBe("connect_session.export refused connect_sessions null");
  });
});
