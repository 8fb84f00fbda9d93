import type { CreateConnectSession } from "@connect-console/shared/connect-session";
import { beforeEach, describe, expect, test } from "vitest";
import { addNote } from "../connect-session/add-note.ts";
import { recoverInterruptedCreations } from "./recover-interrupted.ts";
import { createConnectSession } from "./create-connect-session.ts";
import { handOverConnectSession } from "../connect-session/hand-over.ts";
import { StackOneError } from "../ports/stackone.ts";
import { reissueConnectSession } from "./reissue-connect-session.ts";
import { fakeAuthLink } from "../testing/fake-stackone.ts";
import { createTestConsole } from "../testing/test-console.ts";
import { voidConnectSession } from "../connect-session/void.ts";

const input: CreateConnectSession = { ownerId: "acme", provider: "bamboohr", expiresIn: 3600 };
const [kim, sam] = [
  { id: "staff-kim", name: "Kim" },
  { id: "staff-sam", name: "Sam" },
];
let app: ReturnType<typeof createTestConsole>;
let release = () => {};

beforeEach(async () => {
  app = createTestConsole();
  await app.store.owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
  for (const { id, name } of [kim, sam]) await app.store.staff.put({ id, name, role: "support" });
});

const rows = () => app.store.stored.rows();
const newest = () => {
  const row = rows()
    .toSorted((one, other) => one.id.localeCompare(other.id))
    .at(-1);
  if (!row) throw new Error("there is no row");
  return row;
};
const handOver = (id: string, assigneeId: string, ticket?: string) =>
  handOverConnectSession(app.staff(), id, { assigneeId, ...(ticket && { ticket }) });

/** Begins the work, and gives its row once StackOne is asked for it. */
async function begin<Result>(work: () => Promise<Result>) {
  app.stackone.hold = new Promise((resolve) => (release = resolve));
  const before = app.stackone.requests.length;
  const done = work();
  await expect.poll(() => app.stackone.requests.length).toBe(before + 1);
  return { id: newest().id, done };
}

describe("A1: what happens to a row while StackOne is asked for its link", () => {
  const acts: [string, (id: string) => Promise<unknown>][] = [
    ["handed over", (id) => handOver(id, kim.id, "CS-1")],
    [
      "handed over twice",
      async (id) => [await handOver(id, kim.id), await handOver(id, sam.id, "CS-2")],
    ],
    ["noted", (id) => addNote(app.staff(), id, { text: "customer on the phone" })],
    [
      "left alone by what looks for rows that nobody works on",
      () => recoverInterruptedCreations(app.tracker),
    ],
  ];

  test.each(acts)("%s: the link is there, and so is what was done", async (_, act) => {
    const { id, done } = await begin(() => createConnectSession(app.staff(), input, "key"));
    await act(id);
    const { assignee, ticket } = newest();
    release();
    expect(await done).toMatchObject({ authLink: `${fakeAuthLink}-1`, replayed: false });
    expect(newest()).toMatchObject({ progress: "waiting", linkHeld: true, assignee, ticket });
  });

  test.each(acts)("%s, and StackOne refuses: the row says so", async (_, act) => {
    app.stackone.fail.createConnectSession = new StackOneError("rejected", "no such provider");
    const { id, done } = await begin(() => createConnectSession(app.staff(), input, "key"));
    await act(id);
    const { assignee } = newest();
    release();
    await expect(done).rejects.toMatchObject({ code: "stackone_rejected" });
    expect(newest()).toMatchObject({ progress: "create_failed", assignee });
    expect(app.audited().at(-1)).toBe(`connect_session.create failed connect_session ${id}`);
  });

  test("a row whose end could not be written gets it later by itself, with what was known", async () => {
    app.stackone.fail.createConnectSession = new StackOneError("rejected", "no such provider");
    app.store.failTransactions(1);
    await expect(createConnectSession(app.staff(), input, "key")).rejects.toMatchObject({
      code: "stackone_rejected",
    });
    expect(newest().progress).toBe("creating");
    app.store.failTransactions(0);
    await expect(recoverInterruptedCreations(app.tracker)).rejects.toThrow();
    await recoverInterruptedCreations(app.tracker);
    expect(newest()).toMatchObject({
      progress: "create_failed",
      problems: [{ code: "stackone_rejected", message: "no such provider." }],
    });
    expect(app.store.stored.audit().at(-1)).toMatchObject({
      actor: { id: "staff-1" },
      outcome: "failed",
    });
    // it may be tried again at once
    app.stackone.fail = {};
    await reissueConnectSession(app.staff(), newest().id, {}, "again");
    expect(newest().progress).toBe("waiting");
  });

  test("a row of which nothing is known becomes an unknown outcome, whoever handed it over", async () => {
    const { id, done } = await begin(() => createConnectSession(app.staff(), input, "key"));
    release();
    await done;
    const row = newest();
    await app.store.connectSessions.update({ ...row, progress: "creating", linkHeld: false });
    await handOver(id, sam.id);
    await recoverInterruptedCreations(app.tracker);
    expect(newest()).toMatchObject({ progress: "outcome_unknown", assignee: sam });
    expect(app.changed.at(-1)?.progress).toBe("outcome_unknown");
  });
});

describe("B19: a hand-over while a link is re-issued", () => {
  const old = async () =>
    (await createConnectSession(app.staff(), input, "first")).connectSession.id;
  const reissue = (id: string) => begin(() => reissueConnectSession(app.staff(), id, {}, "again"));

  test("of the old row is the new row's too", async () => {
    const id = await old();
    const { done } = await reissue(id);
    await handOver(id, kim.id, "CS-7");
    release();
    const { connectSession } = await done;
    expect(connectSession).toMatchObject({ assignee: kim, ticket: "CS-7", supersedes: id });
    expect(newest()).toMatchObject({ assignee: kim, ticket: "CS-7" });
  });

  test("of the new row stays there; what only the old one got comes along", async () => {
    const id = await old();
    const again = await reissue(id);
    await handOver(again.id, sam.id);
    await handOver(id, kim.id, "CS-8");
    release();
    expect((await again.done).connectSession).toMatchObject({ assignee: sam, ticket: "CS-8" });
  });

  test("that takes the old one back is kept, and a withdrawn old one is replaced all the same", async () => {
    const id = await old();
    await handOver(id, kim.id);
    const { done } = await reissue(id);
    await handOverConnectSession(app.staff(), id, { assigneeId: null });
    await voidConnectSession(app.staff(), id, {});
    release();
    expect((await done).connectSession).toMatchObject({ assignee: null, progress: "waiting" });
  });
});
