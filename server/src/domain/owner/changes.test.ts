import { beforeEach, describe, expect, test } from "vitest";
import { addOwner } from "./add.ts";
import { copyNextPage } from "../account-sync/sync-accounts.ts";
import { createConnectSession } from "../creation/create-connect-session.ts";
import { deleteOwner } from "./delete.ts";
import { StackOneError } from "../ports/stackone.ts";
import { previewConnectSession } from "../creation/preview-connect-session.ts";
import { readOwner } from "./read.ts";
import { renameOwner } from "./rename.ts";
import { voidConnectSession } from "../connect-session/void.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { createTestConsole } from "../testing/test-console.ts";

let app: ReturnType<typeof createTestConsole>;
const acme = { id: "acme", name: "Acme Corp" };
const link = { ownerId: "acme", provider: "bamboohr", expiresIn: 3_600 };
beforeEach(async () => {
  app = createTestConsole();
  await addOwner(app.staff(), acme);
});

describe("F12: an owner that was added by mistake", () => {
  test("is deleted by an admin, audited, and not found again", async () => {
    await deleteOwner(app.staff(), "acme");
    expect(app.audited().at(-1)).toBe("owner.delete done owner acme");
    await expect(readOwner(app.staff(), "acme")).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteOwner(app.staff(), "acme")).rejects.toMatchObject({ code: "not_found" });
    await addOwner(app.staff(), { id: "acme", name: "Another name" });
    expect((await readOwner(app.staff(), "acme")).name).toBe("Another name");
  });

  test.each(["viewer", "customer_success", "support", "qa"] as const)(
    "stays for %s",
    async (role) => {
      await expect(deleteOwner(app.staff(role), "acme")).rejects.toMatchObject({
        code: "not_allowed",
      });
      expect(app.audited().at(-1)).toBe("owner.delete refused owner acme");
      expect((await readOwner(app.staff(), "acme")).name).toBe("Acme Corp");
    },
  );

  test.each(["Acme Corp", "another spelling"])(
    "stays with an account at StackOne, which the directory need not know yet: %s",
    async (ownerName) => {
      app.stackone.accounts = [makeAccount({ ownerId: "acme", ownerName })];
      await expect(deleteOwner(app.staff(), "acme")).rejects.toMatchObject({ code: "conflict" });
      expect(app.audited().at(-1)).toBe("owner.delete refused owner acme");
      expect((await readOwner(app.staff(), "acme")).id).toBe("acme");
    },
  );

  test("stays with a link, one that is over too", async () => {
    const { connectSession } = await createConnectSession(app.staff(), link, "one");
    await voidConnectSession(app.staff(), connectSession.id, {});
    await expect(deleteOwner(app.staff(), "acme")).rejects.toMatchObject({ code: "conflict" });
  });

  test("stays where StackOne does not answer", async () => {
    app.stackone.fail.listAccountsOfOwners = new StackOneError("unavailable", "no answer");
    await expect(deleteOwner(app.staff(), "acme")).rejects.toMatchObject({
      code: "stackone_unavailable",
    });
    app.stackone.fail = {};
    expect((await readOwner(app.staff(), "acme")).name).toBe("Acme Corp");
  });
});

describe("W13: a customer whose name has changed", () => {
  const rename = (name: string, before = "Acme Corp") =>
    renameOwner(app.staff(), "acme", { name, before });

  test("new links say the new name, which the numbers of accounts do not undo; accounts keep theirs", async () => {
    app = createTestConsole({ copying: true });
    app.stackone.accounts = [makeAccount()];
    while ((await copyNextPage(app.tracker, false)) === "more");
    const owner = await rename("  Acme Holding ");
    expect(owner).toMatchObject({
      name: "Acme Holding",
      otherNames: [{ name: "Acme Corp", accounts: 1 }],
      nearEqual: [],
    });
    expect(app.audited().at(-1)).toBe("owner.rename done owner acme");
    while ((await copyNextPage(app.tracker, false)) === "more");
    const outcome = await previewConnectSession(app.staff(), link);
    expect(outcome).toMatchObject({ kind: "create" });
    expect(outcome.request["origin_owner_name"]).toBe("Acme Holding");
    expect(outcome.warnings.map(({ code }) => code)).toContain("other_name");
  });

  test("a name that StackOne has is taken byte for byte", async () => {
    app = createTestConsole({ copying: true });
    app.stackone.accounts = [
      makeAccount({ id: "1" }),
      makeAccount({ id: "2" }),
      makeAccount({ id: "3", ownerName: "Acme  Holding " }),
    ];
    while ((await copyNextPage(app.tracker, false)) === "more");
    expect((await rename("Acme  Holding ")).name).toBe("Acme  Holding ");
  });

  test("is refused where the owner is called something else by now, or already so, or the name cannot be", async () => {
    await expect(rename("New", "Stale name")).rejects.toMatchObject({ code: "conflict" });
    await expect(rename(" Acme Corp")).rejects.toMatchObject({ code: "invalid_input" });
    for (const name of [" ", "a\u0000b", "x".repeat(201)])
      await expect(rename(name)).rejects.toMatchObject({
        code: "invalid_input",
        detail: { fields: { name: expect.any(String) } },
      });
    await expect(
      renameOwner(app.staff(), "nobody", { name: "x", before: "y" }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect((await readOwner(app.staff(), "acme")).name).toBe("Acme Corp");
  });

  test.each(["viewer", "customer_success", "support", "qa"] as const)(
    "%s may not, and that is audited",
    async (role) => {
      await expect(
        renameOwner(app.staff(role), "acme", { name: "New", before: "Acme Corp" }),
      ).rejects.toMatchObject({ code: "not_allowed" });
      expect(app.audited().at(-1)).toBe("owner.rename refused owner acme");
    },
  );
});
