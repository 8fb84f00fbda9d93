import { beforeEach, expect, test } from "vitest";
import { createConnectSession } from "../creation/create-connect-session.ts";
import { find } from "./find.ts";
import { fakeAuthLink, makeAccount } from "../testing/fake-stackone.ts";
import { createTestConsole } from "../testing/test-console.ts";
import { voidConnectSession } from "../connect-session/void.ts";

let app: ReturnType<typeof createTestConsole>;

beforeEach(async () => {
  app = createTestConsole();
  const { owners } = app.store;
  await owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
  await owners.putCounts([{ id: "globex", name: "Globex", accounts: 1 }]);
});

async function create(input: object = {}) {
  const chosen = { ownerId: "acme", provider: "bamboohr", expiresIn: 3600, ...input };
  const { connectSession } = await createConnectSession(app.staff(), chosen, JSON.stringify(input));
  return connectSession;
}
const found = async (text: string) =>
  (await find(app.staff("viewer"), { text })).items.map(({ kind, id }) => `${kind} ${id}`);

test("an id leads to what it names: a connect session by ours or StackOne's, an owner", async () => {
  const { id } = await create();
  const stackoneId = app.store.stored.row(id)?.stackoneId ?? "";
  expect(await found(id)).toEqual([`connect_session ${id}`]);
  expect(await found(stackoneId)).toEqual([`connect_session ${id}`]);
  expect(await found("globex")).toEqual(["owner globex"]);
  expect(await found("nobody")).toEqual([]);
});

test("an account is found by its id, also a gone one, and by its owner's name as long as it is there", async () => {
  const read = { readAt: 1, brokenSince: null };
  await app.store.accounts.put([
    { ...makeAccount({ id: "one", label: "HR" }), ...read, goneAt: null },
    { ...makeAccount({ id: "two" }), ...read, goneAt: 5 },
  ]);
  const { items } = await find(app.staff(), { text: "one" });
  expect(items[0]).toMatchObject({
    kind: "account",
    title: "BambooHR account of Acme Corp",
    detail: "HR · active · one",
  });
  expect(await found("two")).toEqual(["account two", "owner acme"]);
  expect(await found("acme corp")).toEqual(["owner acme", "account one"]);
});

test("an owner by name comes before its newest links, which say what they do and how they stand", async () => {
  const made = [];
  for (const label of ["one", "two", "three", "four"]) {
    app.advance(1_000);
    made.unshift((await create({ label, multiple: true })).id);
  }
  const { items } = await find(app.staff(), { text: "ACME" });
  expect(items.map(({ id }) => id)).toEqual(["acme", ...made.slice(0, 3)]);
  expect(items[0]).toMatchObject({ title: "Acme Corp", detail: "acme · no accounts" });
  expect(items[1]).toMatchObject({ title: "Acme Corp", progress: "waiting" });
  expect(items[1]?.detail).toMatch(/^Creates .*Acme Corp/);
});

test("a pasted link is found alone and inside of what was pasted around it, also after the wipe", async () => {
  const { id } = await create();
  const link = `${fakeAuthLink}-1`;
  for (const text of [
    link,
    `Hello,\nplease open ${link}.\nThank you`,
    `<${link}>`,
    `[here](${link})`,
    link.replace("https://", ""),
  ])
    expect(await found(text)).toEqual([`connect_session ${id}`]);
  await voidConnectSession(app.staff(), id, {});
  expect(await app.store.connectSessions.readSecrets(id)).toBeUndefined();
  expect(await found(link)).toEqual([`connect_session ${id}`]);
  expect(await found(`${link}x`)).toEqual([]);
});

test("a text with a link in it is sought neither among names nor ids", async () => {
  await app.store.owners.add({ id: "odd", name: "https://odd.example", source: "staff" });
  expect(await found("https://odd.example")).toEqual([]);
});

test("nothing of it is written down", async () => {
  await create();
  const before = app.audited().length;
  await found(`${fakeAuthLink}-1`);
  await found("acme");
  expect(app.audited()).toHaveLength(before);
  expect(app.logged).toEqual([]);
});

test("W18: from its very end on a link is found as expired, before any look has said so", async () => {
  const { id } = await create();
  const progress = async () => (await find(app.staff(), { text: id })).items[0]?.progress;
  app.advance(3_599_000);
  expect(await progress()).toBe("waiting");
  app.advance(1_000);
  expect(await progress()).toBe("expired");
  expect(app.store.stored.row(id)?.progress).toBe("waiting");
});

test("W24: words in any order find what has them in its owner and its provider", async () => {
  const { id } = await create();
  const read = { readAt: 1, brokenSince: null, goneAt: null };
  await app.store.accounts.put([{ ...makeAccount({ id: "one", label: "HR" }), ...read }]);
  for (const text of ["acme bamboohr", "BambooHR Acme", "corp bamboo acme"])
    expect(await found(text)).toEqual(["account one", `connect_session ${id}`]);
  expect(await found("acme workday")).toEqual([]);
});

test("W24: a bare token finds its link and nothing else, and nothing of it is in the answer", async () => {
  const { id } = await create();
  const token = (await app.store.connectSessions.readToken(id)) ?? "";
  const { items } = await find(app.staff("viewer"), { text: ` ${token}\n` });
  expect(items.map((item) => item.id)).toEqual([id]);
  expect(JSON.stringify(items)).not.toContain(token);
  await voidConnectSession(app.staff(), id, {});
  expect(await found(token)).toEqual([`connect_session ${id}`]);
});

test("F15: a wrapped link with something added finds its row by the token", async () => {
  const { id } = await create();
  const link = `${fakeAuthLink}-1`;
  for (const text of [
    `https://nam02.safelinks.protection.outlook.com/?url=${encodeURIComponent(`${link}&utm_source=x`)}&data=1`,
    `https://urldefense.com/v3/__${link}__;!!A!b$`,
    `> see ${link.slice(0, -9)}\n> ${link.slice(-9)}\n> bye`,
  ])
    expect(await found(text)).toEqual([`connect_session ${id}`]);
});
