import { beforeEach, describe, expect, test } from "vitest";
import { addNote } from "../connect-session/add-note.ts";
import { checkConnectSession } from "../connect-session/check.ts";
import { connectHere } from "./connect-here.ts";
import { createConnectSession } from "../creation/create-connect-session.ts";
import { deleteUnreadableLinks } from "./forget-unreadable.ts";
import { handOverConnectSession } from "../connect-session/hand-over.ts";
import { readSupportBundle } from "../connect-session/read-support-bundle.ts";
import { reissueConnectSession } from "../creation/reissue-connect-session.ts";
import { revealAuthLink } from "./reveal.ts";
import { createTestConsole } from "../testing/test-console.ts";
import { voidConnectSession } from "../connect-session/void.ts";

const input = { ownerId: "acme", provider: "bamboohr", expiresIn: 3600 };
let app: ReturnType<typeof createTestConsole>;
let id: string;

beforeEach(async () => {
  app = createTestConsole();
  await app.store.owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
  id = (await createConnectSession(app.staff(), input, "key")).connectSession.id;
  app.store.stored.loseKeyOf(id);
});

describe.each([
  ["before the start has wiped it", async () => {}],
  ["after the start", () => deleteUnreadableLinks(app.tracker)],
])("B20: a link under a key that is gone, %s", (_, begin) => {
  beforeEach(begin);

  test("is not handed out, and that is a conflict with a way out", async () => {
    for (const act of [revealAuthLink, connectHere])
      await expect(act(app.staff(), id)).rejects.toMatchObject({
        code: "conflict",
        detail: { hint: expect.stringContaining("Re-issue") },
      });
  });

  test("note, hand-over, check, support bundle, repeat, void and re-issue go on", async () => {
    await addNote(app.staff(), id, { text: "called them" });
    await handOverConnectSession(app.staff(), id, { ticket: "CS-1" });
    await checkConnectSession(app.staff(), id);
    expect(
      (await readSupportBundle(app.staff(), id, { console: "1", node: "24" })).acts,
    ).not.toEqual([]);
    expect(await createConnectSession(app.staff(), input, "key")).toMatchObject({ authLink: null });
    const again = await reissueConnectSession(app.staff(), id, {}, "again");
    expect(again.authLink).not.toBeNull();
    expect((await voidConnectSession(app.staff(), id, {})).progress).toBe("void");
  });
});

test("B20: the start removes it once, says why on its page, and goes on watching", async () => {
  await deleteUnreadableLinks(app.tracker);
  await deleteUnreadableLinks(app.tracker);
  const row = app.store.stored.row(id);
  expect(row).toMatchObject({
    progress: "waiting",
    linkHeld: false,
    problems: [{ code: "key_gone", message: expect.stringContaining("Re-issue it.") }],
  });
  expect(row?.nextCheckAt).not.toBeNull();
  expect(app.store.stored.timeline(id).at(-1)).toMatchObject({ code: "key_gone" });
  expect(app.logged.filter(({ message }) => message.includes("key that is gone"))).toHaveLength(1);
  await expect(revealAuthLink(app.staff(), id)).rejects.toThrow(/key that is gone/);
});
