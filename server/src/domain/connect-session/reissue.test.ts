import { beforeEach, describe, expect, test } from "vitest";
import { createConnectSession } from "../creation/create-connect-session.ts";
import { previewReissue } from "../creation/preview-reissue.ts";
import { readConnectSession } from "./read.ts";
import { reissueConnectSession } from "../creation/reissue-connect-session.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { createTestConsole } from "../testing/test-console.ts";

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

describe("re-issue", () => {
  test("makes the same choices again; the old row learns of it and is followed further", async () => {
    const old = await create({
      label: "HR",
      metadata: { ticket: 7 },
      categories: ["hris"],
      connectorProfileId: "bamboo-old",
      type: "test",
    });
    const { connectSession: next } = await reissueConnectSession(
      app.staff(),
      old.id,
      { expiresIn: 3600 },
      "key",
    );
    expect(next).toMatchObject({
      supersedes: old.id,
      supersededBy: null,
      expiresIn: 3600,
      label: "HR",
      progress: "waiting",
    });
    expect(app.stackone.requests[1]).toEqual({ ...app.stackone.requests[0], expiresIn: 3600 });
    expect(next.predicted.warnings.map(({ code }) => code)).not.toContain("open_link");
    expect(row(next.id)?.lineageId).toBe(old.id);
    const before = await readConnectSession(app.staff(), old.id);
    expect(before).toMatchObject({ supersededBy: next.id, progress: "waiting", linkHeld: true });
    expect(before.timeline?.[0]?.text).toContain("Re-issued");
    expect(row(old.id)?.nextCheckAt).not.toBeNull();
    expect(app.audited().at(-1)).toBe(`connect_session.reissue done connect_session ${next.id}`);
    await expect(reissueConnectSession(app.staff(), old.id, {}, "other")).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("a profile that was only carried along is carried afresh, so the account does not move back", async () => {
    app.stackone.accounts = [makeAccount({ connectorProfileId: "bamboo-old" })];
    const old = await create();
    expect(app.stackone.requests[0]?.connectorProfileId).toBe("bamboo-old");
    app.stackone.accounts = [makeAccount({ connectorProfileId: "bamboo-default" })];
    await reissueConnectSession(app.staff(), old.id, {}, "key");
    expect(app.stackone.requests[1]?.connectorProfileId).toBe("bamboo-default");
  });

  test("the preview says what the new link would do today, and not that the old one is open", async () => {
    app.stackone.accounts = [makeAccount({ connectorProfileId: "bamboo-old" })];
    const old = await create({ metadata: { ticket: 7 } });
    app.stackone.accounts = [makeAccount({ connectorProfileId: "bamboo-default" })];
    app.advance(10_000);
    const outcome = await previewReissue(app.staff("viewer"), old.id, { expiresIn: 3600 });
    expect(outcome.warnings.map(({ code }) => code)).not.toContain("open_link");
    const { connectSession: next } = await reissueConnectSession(
      app.staff(),
      old.id,
      { expiresIn: 3600 },
      "key",
    );
    expect(outcome.request).toEqual(app.stackone.byStackOneNames(app.stackone.requests[1] ?? {}));
    expect(outcome.sentence).toBe(next.predicted.sentence);
    await expect(previewReissue(app.staff(), old.id, {})).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(previewReissue(app.staff(), "nothing", {})).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("a third link beside the two is told before a re-issue too", async () => {
    const old = await create();
    const other = await create({ label: "another" });
    const expected = { kind: "create" as const, openLink: null };
    await expect(
      reissueConnectSession(app.staff(), old.id, { expected }, "a"),
    ).rejects.toMatchObject({ code: "outcome_changed" });
    const shown = { ...expected, openLink: other.id };
    const { connectSession } = await reissueConnectSession(
      app.staff(),
      old.id,
      { expected: shown },
      "b",
    );
    expect(connectSession.supersedes).toBe(old.id);
  });

  test("asks for the same outcome, and leaves the old row alone when StackOne fails", async () => {
    const old = await create();
    app.stackone.accounts = [makeAccount()];
    const expected = { kind: "create" as const };
    await expect(
      reissueConnectSession(app.staff(), old.id, { expected }, "a"),
    ).rejects.toMatchObject({ code: "outcome_changed" });
    app.stackone.fail.createConnectSession = new Error("a bug");
    await expect(reissueConnectSession(app.staff(), old.id, {}, "b")).rejects.toMatchObject({
      code: "internal",
    });
    expect(row(old.id)).toMatchObject({ supersededBy: null, progress: "waiting" });
  });

  test("of two at the same moment one goes through", async () => {
    const old = await create();
    let release = () => {};
    app.stackone.hold = new Promise((resolve) => (release = resolve));
    const both = ["a", "b"].map((key) => reissueConnectSession(app.staff(), old.id, {}, key));
    const refused = await Promise.any(
      both.map((one) =>
        one.then(
          () => Promise.reject(new Error("went through")),
          (error: unknown) => error,
        ),
      ),
    );
    expect(refused).toMatchObject({ code: "conflict" });
    release();
    expect((await Promise.allSettled(both)).map(({ status }) => status).toSorted()).toEqual([
      "fulfilled",
      "rejected",
    ]);
    expect(app.stackone.requests).toHaveLength(2);
    expect(app.audited()).toContain(`connect_session.reissue refused connect_session ${old.id}`);
  });

  test("the same key for another row is a conflict", async () => {
    const [one, other] = [await create(), await create({ multiple: true })];
    await reissueConnectSession(app.staff(), one.id, {}, "key");
    await expect(reissueConnectSession(app.staff(), other.id, {}, "key")).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await reissueConnectSession(app.staff(), one.id, {}, "key")).toMatchObject({
      replayed: true,
    });
  });

  test("needs the permission to create", async () => {
    const { id } = await create();
    await expect(reissueConnectSession(app.staff("viewer"), id, {}, "key")).rejects.toMatchObject({
      code: "not_allowed",
    });
    expect(app.audited().at(-1)).toBe(`connect_session.reissue refused connect_session ${id}`);
  });
});
