import { beforeEach, describe, expect, test } from "vitest";
import { auditLateRefusals } from "../audited-refusal.ts";
import { recoverInterruptedCreations } from "./recover-interrupted.ts";
import { createConnectSession } from "./create-connect-session.ts";
import { StoreError, type StoreFailure } from "../ports/store-error.ts";
import { refuseSignIn } from "../staff/record-refused-sign-in.ts";
import { revealAuthLink } from "../auth-link/reveal.ts";
import { fromStore } from "../store-failure.ts";
import { createTestConsole } from "../testing/test-console.ts";
import { voidConnectSession } from "../connect-session/void.ts";

const input = { ownerId: "acme", provider: "bamboohr", expiresIn: 3600 };
let app: ReturnType<typeof createTestConsole>;

beforeEach(async () => {
  app = createTestConsole();
  await app.store.owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
});

/** From now on the audit takes nothing; gives how to end that. */
function fillAudit(failure: StoreFailure = "full"): () => void {
  const { audit, transaction } = app.store;
  const full = { ...audit, append: () => Promise.reject(new StoreError(failure, "no room")) };
  app.store.audit = full;
  app.store.transaction = (work) => transaction((tx) => work({ ...tx, audit: full }));
  return () => void Object.assign(app.store, { audit, transaction });
}

describe("B17: a disk that takes nothing", () => {
  test.each(["full", "read_only", "locked", "failed"] as const)(
    "%s has a code and a sentence",
    (failure) => {
      const error = fromStore(new StoreError(failure, "SQLITE_SOMETHING"));
      expect(error).toMatchObject({ code: "store_unavailable" });
      expect((error as Error).message).toMatch(
        /^(The console|Another program).*\. Nothing was saved\.$/,
      );
      expect((error as Error).message).not.toContain("SQLITE");
    },
  );

  test.each(["corrupt", "constraint", "unreadable"] as const)("%s is another fault", (failure) => {
    const error = new StoreError(failure, "");
    expect(fromStore(error)).toBe(error);
  });

  test("between intent and answer: the error says so, a repeat gives it again, and the row heals", async () => {
    app.store.failTransactions(1, 2);
    const pressed = createConnectSession(app.staff(), input, "key");
    await expect(pressed).rejects.toMatchObject({ code: "store_unavailable" });
    const again = () => createConnectSession(app.staff(), input, "key");
    await expect(again()).rejects.toMatchObject({ code: "store_unavailable" });
    await recoverInterruptedCreations(app.tracker);
    await expect(again()).rejects.toMatchObject({ code: "store_unavailable" });
    expect(app.stackone.requests).toHaveLength(1);
    expect(app.store.stored.rows()).toMatchObject([{ progress: "outcome_unknown" }]);
  });

  test("refusals stay refusals, are logged without secrets, and are audited once there is room", async () => {
    const { connectSession } = await createConnectSession(app.staff(), input, "key");
    const { id } = connectSession;
    const end = fillAudit();
    await expect(revealAuthLink(app.staff("viewer"), id)).rejects.toMatchObject({
      code: "not_allowed",
    });
    await expect(
      createConnectSession(app.staff(), { ...input, provider: "okta" }, "blocked"),
    ).rejects.toMatchObject({ code: "blocked" });
    await expect(
      createConnectSession(app.staff(), { ...input, expiresIn: 60 }, "key"),
    ).rejects.toMatchObject({ code: "conflict" });
    const visitor = { ...app.tracker, actor: { kind: "visitor", person: null } as const };
    await refuseSignIn(visitor, "no_role");
    // what hands something out, or changes something, does not happen without its entry
    await expect(revealAuthLink(app.staff(), id)).rejects.toMatchObject({ failure: "full" });
    await expect(voidConnectSession(app.staff(), id, {})).rejects.toMatchObject({
      failure: "full",
    });
    const lines = app.logged.filter(({ message }) =>
      message.includes("could not be written to the audit"),
    );
    expect(lines.map(({ fields }) => fields["action"])).toEqual([
      "connect_session.reveal",
      "connect_session.create",
      "connect_session.create",
      "sign_in.refused",
    ]);
    const before = app.audited().length;
    await expect(auditLateRefusals(app)).rejects.toThrow();
    end();
    await auditLateRefusals(app);
    await auditLateRefusals(app);
    expect(app.audited().slice(before)).toEqual([
      `connect_session.reveal refused connect_session ${id}`,
      "connect_session.create refused owner acme",
      "connect_session.create refused owner acme",
      "sign_in.refused refused staff null",
    ]);
  });

  test("a fault of another kind is not taken for a full disk", async () => {
    fillAudit("corrupt");
    const { connectSession } = await createConnectSession(app.staff(), input, "key").catch(() => ({
      connectSession: { id: "none" },
    }));
    await expect(revealAuthLink(app.staff("viewer"), connectSession.id)).rejects.not.toMatchObject({
      code: "not_allowed",
    });
  });
});
