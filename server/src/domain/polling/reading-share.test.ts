import { beforeEach, describe, expect, test } from "vitest";
import { checkConnectSession } from "../connect-session/check.ts";
import { createConnectSession } from "../creation/create-connect-session.ts";
import { findOwner } from "../owner/find-owner.ts";
import type { Purpose } from "../ports/stackone.ts";
import { previewConnectSession } from "../creation/preview-connect-session.ts";
import { readAccount } from "../account/read.ts";
import { readingShareOf } from "./reading-share.ts";
import { createTestConsole } from "../testing/test-console.ts";

let app: ReturnType<typeof createTestConsole>;
beforeEach(async () => {
  app = createTestConsole();
  await app.store.owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
});
const reading = (id: string) => ({ ...app.staff("admin", id), stackone: readingShareOf(app, id) });
const input = { ownerId: "acme", provider: "bamboohr", expiresIn: 3600 };
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code: string }) => error.code,
  );

describe("B12: presses that only read", () => {
  test("one person gets half of the budget, others and creations go on", async () => {
    const codes = new Map<string, number>();
    for (let index = 0; index < 130; index += 1) {
      const code = await codeOf(readAccount(reading("viewer"), `nobody-${index}`));
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect([...codes]).toEqual([
      ["not_found", 60],
      ["stackone_rate_limited", 70],
    ]);
    expect(await codeOf(readAccount(reading("other"), "nobody"))).toBe("not_found");
    expect(await codeOf(previewConnectSession(reading("viewer"), input))).toBe(
      "stackone_rate_limited",
    );
    expect(await codeOf(createConnectSession(app.staff("admin", "viewer"), input, "key"))).toBe(
      "done",
    );
    app.advance(60_001);
    expect(await codeOf(previewConnectSession(reading("viewer"), input))).toBe("done");
  });

  test("they are marked as reads for the budget, creations are not", async () => {
    const purposes: Purpose[] = [];
    const list = app.stackone.listAccountsOfOwners;
    app.stackone.listAccountsOfOwners = (ids, purpose, onHole) => {
      purposes.push(purpose);
      return list(ids, purpose, onHole);
    };
    await previewConnectSession(reading("viewer"), input);
    const { connectSession } = await createConnectSession(app.staff(), input, "key");
    await checkConnectSession(reading("viewer"), connectSession.id);
    expect(purposes).toEqual(["read", "interactive", "read"]);
  });

  test("an id that StackOne does not know is asked for once a minute", async () => {
    const reads = () => app.stackone.calls.splice(0).filter((name) => name !== "listProviders");
    for (let index = 0; index < 5; index += 1) {
      await codeOf(readAccount(reading("a"), "nobody"));
      await codeOf(previewConnectSession(reading("b"), { ...input, accountId: "nobody" }));
      await findOwner(reading("c"), "nowhere");
      app.advance(6_000);
    }
    expect(reads()).toEqual(["readAccount", "listAccountsOfOwners"]);
    app.advance(60_000);
    await codeOf(readAccount(reading("a"), "nobody"));
    expect(reads()).toEqual(["readAccount"]);
    // a creation always asks
    await codeOf(createConnectSession(app.staff(), { ...input, accountId: "nobody" }, "key"));
    expect(reads()).toEqual(["readAccount"]);
  });
});
