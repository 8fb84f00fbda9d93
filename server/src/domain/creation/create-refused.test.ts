import type { CreateConnectSession } from "@connect-console/shared/connect-session";
import { beforeEach, describe, expect, test } from "vitest";
import { createConnectSession } from "./create-connect-session.ts";
import { DomainError } from "../domain-error.ts";
import type { DomainErrorDetail } from "../domain-error.ts";
import { StackOneError } from "../ports/stackone.ts";
import { previewConnectSession } from "./preview-connect-session.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
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

describe("refused before anything is asked", () => {
  test("a role that may not create", async () => {
    expect(await refusal(createConnectSession(app.staff("viewer"), input, "key"))).toMatchObject({
      code: "not_allowed",
    });
    expect(app.audited()).toEqual(["connect_session.create refused owner acme"]);
    expect(app.stackone.calls).toEqual([]);
  });

  test("a production link by somebody who makes test links only, and the account's type decides", async () => {
    app.stackone.accounts = [makeAccount({ type: "test" })];
    expect(
      await refusal(createConnectSession(app.staff("qa"), { ...input, provider: "lever" }, "a")),
    ).toMatchObject({ code: "not_allowed" });
    expect(
      await refusal(
        createConnectSession(app.staff("support"), { ...input, accountId: "account-1" }, "b"),
      ),
    ).toMatchObject({ code: "not_allowed" });
    expect(
      (await createConnectSession(app.staff("qa"), { ...input, accountId: "account-1" }, "c"))
        .connectSession.type,
    ).toBe("test");
  });

  test("ids that do not exist", async () => {
    const unknown = {
      ...input,
      provider: "p",
      connectorProfileId: "c",
      accountId: "a",
      categories: ["made-up"],
    };
    const fields = async (wrong: CreateConnectSession) =>
      Object.keys(
        (await refusal(createConnectSession(app.staff(), wrong, JSON.stringify(wrong)))).detail
          .fields ?? {},
      );
    expect(await fields(unknown)).toEqual([
      "provider",
      "connectorProfileId",
      "accountId",
      "categories",
    ]);
    expect(await fields({ ...input, ownerId: "nobody" })).toEqual(["ownerId"]);
    expect(app.stackone.requests).toEqual([]);
    expect(rowIds()).toEqual([]);
  });

  test("a blocked outcome, told with the outcome", async () => {
    const { code, detail } = await refusal(
      createConnectSession(app.staff(), { ...input, provider: "okta" }, "key"),
    );
    expect([code, detail.outcome?.kind, detail.outcome?.reasons[0]?.code]).toEqual([
      "blocked",
      "blocked",
      "provider_disabled",
    ]);
    expect(app.audited()).toEqual(["connect_session.create refused owner acme"]);
    expect(rowIds()).toEqual([]);
  });

  test("an outcome other than the page showed", async () => {
    expect((await previewConnectSession(app.staff(), input)).kind).toBe("create");
    app.stackone.accounts = [makeAccount()];
    const expected = { kind: "create" as const, accountId: null };
    const { code, detail } = await refusal(
      createConnectSession(app.staff(), { ...input, expected }, "key"),
    );
    expect([code, detail.outcome?.kind, detail.outcome?.account?.id]).toEqual([
      "outcome_changed",
      "edit",
      "account-1",
    ]);
    expect(app.stackone.requests).toEqual([]);
    const known = { kind: "edit" as const, accountId: "account-1" };
    expect(
      (await createConnectSession(app.staff(), { ...input, expected: known }, "other"))
        .connectSession.predicted.kind,
    ).toBe("edit");
  });

  test.each([
    ["unavailable", "stackone_unavailable"],
    ["rejected", "stackone_rejected"],
    ["unauthorized", "stackone_unauthorized"],
    ["rate_limited", "stackone_rate_limited"],
  ] as const)("a read that fails: %s", async (failure, code) => {
    app.stackone.fail.listAccountsOfOwners = new StackOneError(failure, "no", { retryAfter: 7 });
    expect(await refusal(createConnectSession(app.staff(), input, "key"))).toMatchObject({
      code,
      detail: { retryAfter: 7 },
    });
    expect(rowIds()).toEqual([]);
    expect(app.audited()).toEqual(["connect_session.create failed owner acme"]);
  });
});

describe("an open link for the same owner and provider", () => {
  const seen = (openLink: string | null) => ({
    ...input,
    expected: { kind: "create" as const, accountId: null, openLink },
  });

  test("that was not shown stops the creation, with the link in the outcome; once shown it does not", async () => {
    const first = await createConnectSession(app.staff(), seen(null), "one");
    const { id } = first.connectSession;
    await expect(createConnectSession(app.staff(), seen(null), "two")).rejects.toMatchObject({
      code: "outcome_changed",
      detail: { outcome: { warnings: [{ code: "open_link", cure: { connectSessionId: id } }] } },
    });
    expect(app.stackone.requests).toHaveLength(1);
    expect(app.audited().at(-1)).toBe("connect_session.create refused owner acme");
    await createConnectSession(app.staff(), seen(id), "three");
    expect(app.stackone.requests).toHaveLength(2);
    // another one since: told again
    await expect(createConnectSession(app.staff(), seen(id), "four")).rejects.toMatchObject({
      code: "outcome_changed",
    });
  });

  test("a script that says nothing of open links is not stopped", async () => {
    await createConnectSession(app.staff(), input, "one");
    await createConnectSession(app.staff(), { ...input, expected: { kind: "create" } }, "two");
    expect(app.stackone.requests).toHaveLength(2);
  });

  test("two people at the same moment: one goes through, the other is told who is making it", async () => {
    let release = () => {};
    app.stackone.hold = new Promise((resolve) => (release = resolve));
    const both = ["one", "two"].map((key) =>
      createConnectSession(app.staff("support", `staff-${key}`), seen(null), key),
    );
    const refused: unknown = await Promise.any(
      both.map((each) =>
        each.then(
          () => Promise.reject(new Error("went through")),
          (error: unknown) => error,
        ),
      ),
    );
    release();
    expect(refused).toMatchObject({
      code: "outcome_changed",
      detail: { outcome: { warnings: [{ code: "open_link" }] } },
    });
    expect(JSON.stringify(refused)).toContain("is just being made by Robin");
    const ends = await Promise.allSettled(both);
    expect(ends.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(app.stackone.requests).toHaveLength(1);
  });
});
