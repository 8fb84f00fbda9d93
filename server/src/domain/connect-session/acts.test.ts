import { beforeEach, describe, expect, test } from "vitest";
import { connectHere } from "../auth-link/connect-here.ts";
import { createConnectSession } from "../creation/create-connect-session.ts";
import { listConnectSessions } from "./list.ts";
import { recordCopy } from "../auth-link/record-copy.ts";
import { revealAuthLink } from "../auth-link/reveal.ts";
import { fakeAuthLink } from "../testing/fake-stackone.ts";
import { createTestConsole } from "../testing/test-console.ts";
import { voidConnectSession } from "./void.ts";

const day = 86_400;
let app: ReturnType<typeof createTestConsole>;

beforeEach(async () => {
  app = createTestConsole();
  await app.store.owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
});

async function create(input: object = {}) {
  const chosen = { ownerId: "acme", provider: "bamboohr", expiresIn: day, ...input };
  const { connectSession } = await createConnectSession(app.staff(), chosen, JSON.stringify(input));
  return connectSession;
}
const row = (id: string) => app.store.stored.row(id);

describe("reveal and copy", () => {
  test("are audited, and have the row looked at soon", async () => {
    const { id } = await create();
    app.advance(60_000);
    expect(await revealAuthLink(app.staff("support"), id)).toEqual({
      authLink: `${fakeAuthLink}-1`,
    });
    expect((await recordCopy(app.staff("support"), id)).id).toBe(id);
    expect(app.audited().slice(-2)).toEqual([
      `connect_session.reveal done connect_session ${id}`,
      `connect_session.copy done connect_session ${id}`,
    ]);
    expect(app.soon).toEqual([id, id]);
    expect(row(id)?.activeAt).toBe(app.clock.now());
  });

  test.each([
    ["the bare link", {}, "link"],
    ["a message", { as: "message" }, "message"],
    ["a message as rich text", { as: "rich_message" }, "rich_message"],
    ["a mail", { as: "mail" }, "mail"],
  ] as const)("%s is audited by its form, and the row says when", async (_, input, form) => {
    const { id, copiedAt } = await create();
    expect(copiedAt).toBeNull();
    app.advance(60_000);
    const copied = await recordCopy(app.staff("support"), id, input);
    expect(copied.copiedAt).toBe(new Date(app.clock.now()).toISOString());
    expect(app.store.stored.audit().at(-1)).toMatchObject({
      action: "connect_session.copy",
      outcome: "done",
      fields: [form],
    });
    expect(JSON.stringify(app.store.stored.audit())).not.toContain(fakeAuthLink);
  });

  test.each([{ as: "mail" }, { as: "mail", done: false }] as const)(
    "a link that is gone is not copied, and the refusal is audited: %j",
    async (input) => {
      const { id } = await create();
      await voidConnectSession(app.staff(), id, {});
      await expect(recordCopy(app.staff(), id, input)).rejects.toMatchObject({
        code: "conflict",
      });
      expect(app.store.stored.audit().at(-1)).toMatchObject({
        outcome: "refused",
        fields: ["mail"],
      });
    },
  );

  test("F22: asking whether a link may be copied notes nothing; a viewer is refused as with the copy", async () => {
    const { id } = await create();
    const [version, entries] = [row(id)?.version, app.store.stored.audit().length];
    const asked = await recordCopy(app.staff(), id, { as: "message", done: false });
    expect(asked.copiedAt).toBeNull();
    expect(row(id)?.version).toBe(version);
    expect(app.store.stored.audit()).toHaveLength(entries);
    await expect(
      recordCopy(app.staff("viewer"), id, { as: "message", done: false }),
    ).rejects.toMatchObject({ code: "not_allowed" });
  });

  test("refused to a viewer, and to a tester of production links", async () => {
    const { id } = await create();
    await expect(revealAuthLink(app.staff("viewer"), id)).rejects.toMatchObject({
      code: "not_allowed",
    });
    await expect(revealAuthLink(app.staff("qa"), id)).rejects.toMatchObject({
      code: "not_allowed",
    });
    await expect(recordCopy(app.staff("viewer"), id)).rejects.toMatchObject({
      code: "not_allowed",
    });
    expect(app.audited().slice(1)).toEqual([
      `connect_session.reveal refused connect_session ${id}`,
      `connect_session.reveal refused connect_session ${id}`,
      `connect_session.copy refused connect_session ${id}`,
    ]);
    const test = await create({ type: "test", multiple: true });
    expect((await revealAuthLink(app.staff("qa"), test.id)).authLink).toContain(fakeAuthLink);
  });

  test("a wiped link is a conflict, an unknown id is not found", async () => {
    const { id } = await create();
    await app.store.connectSessions.wipeSecrets(id);
    await expect(revealAuthLink(app.staff(), id)).rejects.toMatchObject({ code: "conflict" });
    expect(app.audited().at(-1)).toBe(`connect_session.reveal refused connect_session ${id}`);
    await expect(revealAuthLink(app.staff(), "nothing")).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("W18: a link whose time has passed is neither revealed nor copied, also before a look has said so", async () => {
    const { id } = await create();
    app.advance(day * 1000);
    expect(row(id)).toMatchObject({ progress: "waiting", linkHeld: true });
    const refused = { code: "conflict", message: "The time of this auth link has passed." };
    await expect(revealAuthLink(app.staff(), id)).rejects.toMatchObject(refused);
    await expect(recordCopy(app.staff(), id)).rejects.toMatchObject(refused);
    await expect(recordCopy(app.staff(), id, { done: false })).rejects.toMatchObject(refused);
    expect(app.audited().slice(-2)).toContain(`connect_session.copy refused connect_session ${id}`);
  });
});

describe("connect here", () => {
  test("hands out the token, audited under its own name, and has the row looked at soon", async () => {
    const { id } = await create({ type: "test" });
    app.advance(60_000);
    const { token } = await connectHere(app.staff("qa"), id);
    expect(await app.store.connectSessions.readToken(id)).toBe(token);
    expect(app.audited().at(-1)).toBe(`connect_session.connect_here done connect_session ${id}`);
    expect(app.soon).toEqual([id]);
    expect(row(id)?.activeAt).toBe(app.clock.now());
  });

  test.each([
    ["a viewer", "viewer", "test"],
    ["a tester of production links", "qa", "production"],
  ] as const)("refused to %s, and the refusal is audited", async (_, role, type) => {
    const { id } = await create({ type });
    await expect(connectHere(app.staff(role), id)).rejects.toMatchObject({ code: "not_allowed" });
    expect(app.audited().at(-1)).toBe(`connect_session.connect_here refused connect_session ${id}`);
  });

  test("an unknown id is not found; a link that is wiped, or whose time has passed, is a conflict", async () => {
    await expect(connectHere(app.staff(), "nothing")).rejects.toMatchObject({ code: "not_found" });
    const [wiped, old] = [await create(), await create({ multiple: true })];
    await app.store.connectSessions.wipeSecrets(wiped.id);
    await expect(connectHere(app.staff(), wiped.id)).rejects.toMatchObject({ code: "conflict" });
    app.advance(day * 1000);
    // nobody has looked since: the row is open and still holds its token
    expect(row(old.id)).toMatchObject({ progress: "waiting", linkHeld: true });
    await expect(connectHere(app.staff(), old.id)).rejects.toMatchObject({ code: "conflict" });
    expect(app.audited().slice(-2)).toEqual([
      `connect_session.connect_here refused connect_session ${wiped.id}`,
      `connect_session.connect_here refused connect_session ${old.id}`,
    ]);
  });
});

describe("void", () => {
  test("wipes the link, says who and why, and goes on watching until a day after the expiry", async () => {
    const { id } = await create();
    const withdrawn = await voidConnectSession(app.staff(), id, {
      reason: "sent to the wrong person",
    });
    expect(withdrawn).toMatchObject({
      progress: "void",
      linkHeld: false,
      timeline: [{ progress: "void", by: { name: "Robin" } }, {}, {}],
    });
    expect(withdrawn.timeline?.[0]?.text).toContain("it still opens until it expires");
    expect(withdrawn.timeline?.[0]?.text).toContain("Reason: sent to the wrong person");
    expect(await app.store.connectSessions.readSecrets(id)).toBeUndefined();
    expect(row(id)?.followUntil).toBe(app.clock.now() + 2 * day * 1000);
    expect(app.audited().at(-1)).toBe(`connect_session.void done connect_session ${id}`);
    await expect(voidConnectSession(app.staff(), id, {})).rejects.toMatchObject({
      code: "conflict",
    });
    expect(app.audited().at(-1)).toBe(`connect_session.void refused connect_session ${id}`);
  });

  test("needs its permission, and a reason that is no link", async () => {
    const { id } = await create();
    await expect(voidConnectSession(app.staff("viewer"), id, {})).rejects.toMatchObject({
      code: "not_allowed",
    });
    await expect(
      voidConnectSession(app.staff(), id, { reason: fakeAuthLink }),
    ).rejects.toMatchObject({ code: "invalid_input" });
    expect(row(id)?.progress).toBe("waiting");
  });
});

test("the list has what the store gives, without timelines and links", async () => {
  const { id } = await create();
  const page = await listConnectSessions(app.staff("viewer"), { limit: 10 });
  expect(page).toMatchObject({ items: [{ id }], nextCursor: null, counts: { waiting: 1 } });
  expect(page.items[0]).not.toHaveProperty("timeline");
  expect(JSON.stringify(page)).not.toContain("marker-of");
});
