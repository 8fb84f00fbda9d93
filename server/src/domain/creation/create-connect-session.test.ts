import type { CreateConnectSession } from "@connect-console/shared/connect-session";
import { beforeEach, describe, expect, test } from "vitest";
import { recoverInterruptedCreations } from "./recover-interrupted.ts";
import { createConnectSession } from "./create-connect-session.ts";
import { DomainError } from "../domain-error.ts";
import type { DomainErrorDetail } from "../domain-error.ts";
import { StackOneError } from "../ports/stackone.ts";
import type { StackOneFailure } from "../ports/stackone.ts";
import { previewConnectSession } from "./preview-connect-session.ts";
import { readConnectSession } from "../connect-session/read.ts";
import { fakeAuthLink, makeAccount } from "../testing/fake-stackone.ts";
import { createTestConsole } from "../testing/test-console.ts";

const input: CreateConnectSession = { ownerId: "acme", provider: "bamboohr", expiresIn: 3600 };
let app: ReturnType<typeof createTestConsole>;

beforeEach(async () => {
  app = createTestConsole();
  await app.store.owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
});

/** The refusal, as `{ code, detail }`. */
async function refusal(
  work: Promise<unknown>,
): Promise<{ code: string; detail: DomainErrorDetail; message: string }> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError))
    throw new Error("not refused by the domain", { cause: error });
  return error;
}
const rowIds = () => app.store.stored.rows().map(({ id }) => id);

test("writes its audit entry, keeps the secrets apart and hands out the link once", async () => {
  app.stackone.skew = 600_000;
  const created = await createConnectSession(app.staff(), { ...input, label: "HR" }, "key");
  expect(created).toMatchObject({ authLink: `${fakeAuthLink}-1`, replayed: false });
  const { connectSession } = created;
  expect(connectSession).toMatchObject({
    progress: "waiting",
    owner: { id: "acme", name: "Acme Corp" },
    provider: "bamboohr",
    label: "HR",
    type: "production",
    predicted: { kind: "create" },
    createdBy: { id: "staff-1", name: "Robin" },
    linkMask: "https://app.stackone.test/…••••",
    linkHeld: true,
    problems: [],
    checkEvery: 3,
    expiresAt: "2026-01-15T13:00:00.000Z",
  });
  expect(connectSession.timeline?.map(({ progress, by }) => [progress, by?.name])).toEqual([
    ["waiting", "Robin"],
    ["creating", "Robin"],
  ]);
  expect(app.audited()).toEqual([
    `connect_session.create done connect_session ${connectSession.id}`,
  ]);
  expect(await app.store.connectSessions.readToken(connectSession.id)).toBe(
    "marker-of-the-token-1",
  );
  expect(app.store.stored.bytes().includes("marker-of")).toBe(false);
  expect(JSON.stringify(app.logged)).not.toContain("marker-of");
  // nothing can have happened to a link that nobody has
  expect(app.soon).toEqual([]);
  expect(app.store.stored.row(connectSession.id)).toMatchObject({
    startedAt: app.clock.now() + 600_000,
    baseline: { takenAt: app.clock.now() + 600_000, accounts: [] },
    nextCheckAt: app.clock.now() + 3_000,
  });
});

describe("StackOne fails the POST", () => {
  test.each<[StackOneFailure, string, string, string]>([
    ["rejected", "create_failed", "stackone_rejected", "stackone_rejected"],
    ["unauthorized", "create_failed", "stackone_unauthorized", "stackone_unauthorized"],
    ["unreachable", "create_failed", "stackone_unavailable", "stackone_unavailable"],
    ["rate_limited", "create_failed", "stackone_rate_limited", "stackone_rate_limited"],
    ["no_link", "create_failed", "stackone_unavailable", "no_link"],
    ["unavailable", "outcome_unknown", "stackone_unavailable", "stackone_unavailable"],
  ])("%s: %s, and a repeat gives the same error", async (failure, progress, code, problem) => {
    app.stackone.fail.createConnectSession = new StackOneError(failure, "what StackOne said");
    const first = await refusal(createConnectSession(app.staff(), input, "key"));
    const [id] = rowIds();
    expect(first).toMatchObject({
      code,
      message: "what StackOne said.",
      detail: { connectSessionId: id },
    });
    const row = await readConnectSession(app.staff(), id ?? "");
    expect(row).toMatchObject({
      progress,
      problems: [{ code: problem }],
      checkEvery: 3,
      linkHeld: false,
    });
    expect(app.audited().at(-1)).toBe(`connect_session.create failed connect_session ${id}`);
    app.stackone.fail = {};
    expect(await refusal(createConnectSession(app.staff(), input, "key"))).toMatchObject({
      code,
      detail: { connectSessionId: id },
    });
    expect(app.stackone.requests).toHaveLength(1);
  });

  test("a fault of the console's own: nobody knows", async () => {
    app.stackone.fail.createConnectSession = new TypeError("a bug");
    expect(await refusal(createConnectSession(app.staff(), input, "key"))).toMatchObject({
      code: "internal",
    });
    expect(app.store.stored.rows()).toMatchObject([{ progress: "outcome_unknown" }]);
  });
});

describe("the store fails", () => {
  test("before StackOne was asked: nothing is created", async () => {
    app.store.failTransactions(0);
    await expect(createConnectSession(app.staff(), input, "key")).rejects.toThrow("disk I/O error");
    expect(app.stackone.requests).toEqual([]);
  });

  test("once after StackOne answered: outcome_unknown at once, and a repeat gives the same error", async () => {
    app.store.failTransactions(1);
    const error = await refusal(createConnectSession(app.staff(), input, "key"));
    const [id = ""] = rowIds();
    expect(error).toMatchObject({ code: "store_unavailable", detail: { connectSessionId: id } });
    expect(await readConnectSession(app.staff(), id)).toMatchObject({
      progress: "outcome_unknown",
      linkHeld: false,
      timeline: [{ text: error.message }, {}],
    });
    expect(app.audited().at(-1)).toBe(`connect_session.create failed connect_session ${id}`);
    const again = await refusal(createConnectSession(app.staff(), input, "key"));
    expect([again.code, again.message]).toEqual([error.code, error.message]);
  });

  test("for good after StackOne answered: the error says so and the next start makes it outcome_unknown", async () => {
    app.store.failTransactions(1, 2);
    const error = await refusal(createConnectSession(app.staff(), input, "key"));
    const [id = ""] = rowIds();
    expect(error).toMatchObject({ code: "store_unavailable", detail: { connectSessionId: id } });
    expect(app.logged).toHaveLength(2);
    expect(
      (await refusal(createConnectSession(app.staff(), input, "key"))).detail.connectSessionId,
    ).toBe(id);
    await recoverInterruptedCreations(app.tracker);
    expect(await readConnectSession(app.staff(), id)).toMatchObject({
      progress: "outcome_unknown",
      problems: [
        { code: "store_unavailable", message: expect.stringContaining("made a connect session") },
      ],
    });
    expect(app.audited().at(-1)).toBe(`connect_session.create failed connect_session ${id}`);
    expect(await refusal(createConnectSession(app.staff(), input, "key"))).toMatchObject({
      detail: { connectSessionId: id },
    });
    expect(app.stackone.requests).toHaveLength(1);
  });
});

describe("the same key again", () => {
  test("a double click makes one connect session; handing the link out again is audited as a reveal", async () => {
    let answer = () => {};
    app.stackone.hold = new Promise((resolve) => (answer = resolve));
    const both = [
      createConnectSession(app.staff(), input, "key"),
      createConnectSession(app.staff(), input, "key"),
    ];
    answer();
    const [first, second] = await Promise.all(both);
    expect(app.stackone.requests).toHaveLength(1);
    expect(second).toMatchObject({
      authLink: first?.authLink,
      replayed: true,
      connectSession: { id: first?.connectSession.id },
    });
    expect(app.audited().at(-1)).toBe(
      `connect_session.reveal done connect_session ${first?.connectSession.id}`,
    );
  });

  test("with another body, or after the wipe, or by somebody else, or a day later", async () => {
    const { connectSession } = await createConnectSession(app.staff(), input, "key");
    expect(
      await refusal(createConnectSession(app.staff(), { ...input, expiresIn: 60 }, "key")),
    ).toMatchObject({ code: "conflict" });
    await app.store.connectSessions.wipeSecrets(connectSession.id);
    expect(await createConnectSession(app.staff(), input, "key")).toMatchObject({
      authLink: null,
      replayed: true,
    });
    expect(await createConnectSession(app.staff("admin", "staff-2"), input, "key")).toMatchObject({
      replayed: false,
    });
    app.advance(25 * 3_600_000);
    expect(await createConnectSession(app.staff(), input, "key")).toMatchObject({
      replayed: false,
    });
  });

  test("an error before the row is given again too", async () => {
    app.stackone.fail.listProviders = new StackOneError("unavailable", "no answer");
    await refusal(createConnectSession(app.staff(), input, "key"));
    app.stackone.fail = {};
    expect(await refusal(createConnectSession(app.staff(), input, "key"))).toMatchObject({
      code: "stackone_unavailable",
      message: "no answer.",
    });
    expect(await createConnectSession(app.staff(), input, "another key")).toMatchObject({
      replayed: false,
    });
  });
});

test("an echo of other values forbids to send the link; what is not echoed is not known", async () => {
  app.stackone.answer = {
    echo: { provider: "bamboohr", connectorProfileId: "bamboo-default", label: null },
  };
  const chosen = { ...input, connectorProfileId: "bamboo-old", label: "HR" };
  const { connectSession } = await createConnectSession(app.staff(), chosen, "key");
  expect(connectSession.problems).toMatchObject([{ code: "echo_differs" }]);
  expect(connectSession.problems[0]?.message).toBe(
    "Do not send this link. StackOne made it with other values (connector profile: asked for bamboo-old, got bamboo-default; label: asked for HR, got nothing).",
  );
});

test("another project than the store's: that link is not to be sent, and nothing is created any more", async () => {
  await createConnectSession(app.staff(), input, "one");
  app.stackone.answer = { projectId: "project-2" };
  const { connectSession } = await createConnectSession(app.staff(), input, "two");
  expect(connectSession.problems).toMatchObject([{ code: "other_project" }]);
  expect(await refusal(createConnectSession(app.staff(), input, "three"))).toMatchObject({
    code: "conflict",
  });
  expect(app.stackone.requests).toHaveLength(2);
  // the store remembers, so a restart changes nothing; the right key does
  expect(await app.store.isForeignKey("fingerprint-1")).toBe(true);
  Object.assign(app.stackone, { keyFingerprint: "fingerprint-2", answer: {} });
  await createConnectSession(app.staff(), input, "four");
});

test("previews share what was read a moment ago, creation reads afresh", async () => {
  const reads = () => app.stackone.calls.filter((call) => call === "listAccountsOfOwners").length;
  await Promise.all([
    previewConnectSession(app.staff(), input),
    previewConnectSession(app.staff(), { ...input, label: "x" }),
  ]);
  expect(reads()).toBe(1);
  await createConnectSession(app.staff(), input, "key");
  expect(reads()).toBe(2);
  app.advance(5_000);
  const outcome = await previewConnectSession(app.staff(), input);
  expect(reads()).toBe(3);
  expect(outcome.warnings).toMatchObject([
    { code: "open_link", cure: { connectSessionId: rowIds()[0] } },
  ]);
});

test("an owner that only StackOne knows is adopted under its exact name", async () => {
  app.stackone.accounts = [makeAccount({ ownerId: "globex", ownerName: " Globex  GmbH" })];
  const outcome = await previewConnectSession(app.staff("viewer"), { ...input, ownerId: "globex" });
  expect(outcome.request.origin_owner_name).toBe(" Globex  GmbH");
  expect(app.audited()).toEqual(["owner.adopt done owner globex"]);
});
