import { beforeEach, expect, test } from "vitest";
import { addOwner } from "./add.ts";
import { createConnectSession } from "../creation/create-connect-session.ts";
import { directoryToApi } from "../account-sync/sync-state.ts";
import { copyNextPage } from "../account-sync/sync-accounts.ts";
import { listAccounts } from "../account/list.ts";
import { listAudit } from "../audit/list.ts";
import { listOwners } from "./list.ts";
import { listProviders } from "../creation/list-providers.ts";
import { StackOneError } from "../ports/stackone.ts";
import { previewOwner } from "./preview.ts";
import { readOwner } from "./read.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { createTestConsole } from "../testing/test-console.ts";

let app: ReturnType<typeof createTestConsole>;
beforeEach(() => {
  app = createTestConsole();
});

test("adding an owner writes its audit entry; the same again changes nothing", async () => {
  const acme = { id: "acme", name: "Acme Corp" };
  expect(await addOwner(app.staff("support"), acme)).toMatchObject({
    ...acme,
    source: "staff",
    accounts: 0,
  });
  expect(app.audited()).toEqual(["owner.add done owner acme"]);
  expect(await addOwner(app.staff(), acme)).toMatchObject(acme);
  expect((await listOwners(app.staff("viewer"), {})).items).toHaveLength(1);
});

test("an id under another name is a conflict, here or in StackOne; a near-equal name is none", async () => {
  app.stackone.accounts = [makeAccount({ ownerId: "globex", ownerName: "Globex" })];
  await addOwner(app.staff(), { id: "acme", name: "Acme Corp" });
  await expect(addOwner(app.staff(), { id: "acme", name: "Acme Corp." })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(addOwner(app.staff(), { id: "globex", name: "Globex Inc" })).rejects.toMatchObject({
    code: "conflict",
  });
  expect(app.audited().at(-1)).toBe("owner.add refused owner globex");
  expect(await addOwner(app.staff(), { id: "acme-2", name: "Acme Corp." })).toMatchObject({
    id: "acme-2",
  });
});

test("who adds an owner is told before whom it could be taken for", async () => {
  app.stackone.accounts = [
    makeAccount({ id: "1", ownerId: "acme", ownerName: "Acme Corp" }),
    makeAccount({ id: "2", ownerId: "acme", ownerName: "Acme Corp" }),
    makeAccount({ id: "3", ownerId: "acme", ownerName: "ACME" }),
    makeAccount({ id: "4", ownerId: "globex", ownerName: "Globex" }),
  ];
  while ((await copyNextPage(app.tracker, false)) === "more");
  const preview = await previewOwner(app.staff("support"), { id: "acme-2", name: "Acmé, Inc." });
  expect(preview).toEqual({ nearEqual: [{ id: "acme", name: "Acme Corp", accounts: 2 }] });
  expect(await previewOwner(app.staff(), { id: "acme", name: "Acme Inc" })).toEqual({
    nearEqual: [],
  });
  await addOwner(app.staff(), { id: "acme-2", name: "Acmé, Inc." });
  expect((await readOwner(app.staff(), "acme")).nearEqual).toEqual([
    { id: "acme-2", name: "Acmé, Inc.", accounts: 0 },
  ]);
});

test("adding needs its permission and StackOne's answer", async () => {
  const acme = { id: "acme", name: "Acme Corp" };
  await expect(addOwner(app.staff("qa"), acme)).rejects.toMatchObject({ code: "not_allowed" });
  expect(app.audited()).toEqual(["owner.add refused owner acme"]);
  app.stackone.fail.listAccountsOfOwners = new StackOneError("unavailable", "no answer");
  await expect(addOwner(app.staff(), acme)).rejects.toMatchObject({ code: "stackone_unavailable" });
  expect((await listOwners(app.staff(), {})).items).toEqual([]);
});

test("an owner that only StackOne knows is adopted once, an unknown one is not found", async () => {
  app.stackone.accounts = [makeAccount()];
  expect(await readOwner(app.staff("viewer"), "acme")).toMatchObject({
    id: "acme",
    name: "Acme Corp",
    accounts: 1,
    source: "accounts",
  });
  await readOwner(app.staff("viewer"), "acme");
  expect(app.stackone.calls).toEqual(["listAccountsOfOwners"]);
  expect(app.audited()).toEqual(["owner.adopt done owner acme"]);
  await expect(readOwner(app.staff(), "nobody")).rejects.toMatchObject({ code: "not_found" });
});

test("the directory is filled page by page, every name of an id with its accounts", async () => {
  app.stackone.accounts = [
    makeAccount({ id: "1" }),
    makeAccount({ id: "2", ownerName: "Acme Inc" }),
    makeAccount({ id: "3" }),
    makeAccount({ id: "4", ownerId: "globex", ownerName: "Globex" }),
    makeAccount({ id: "5" }),
  ];
  const read: number[] = [];
  for (let more = true; more;) {
    more = (await copyNextPage(app.tracker, false)) === "more";
    read.push((await directoryToApi(app.tracker)).accountsRead);
  }
  expect(read).toEqual([2, 4, 5]);
  expect(await readOwner(app.staff(), "acme")).toMatchObject({
    name: "Acme Corp",
    accounts: 4,
    otherNames: [{ name: "Acme Inc", accounts: 1 }],
  });
  expect(await readOwner(app.staff(), "globex")).toMatchObject({ accounts: 1 });
});

test("accounts come with what waits longest first, and with the open link that repairs them", async () => {
  app = createTestConsole({ copying: true });
  const reason = (at: string) => ({
    code: "AccountExpiredCredentialsError",
    description: null,
    at,
  });
  app.stackone.accounts = [
    makeAccount({ id: "fine", createdAt: 5 }),
    makeAccount({ id: "newer", status: "error", statusReasons: [reason("2026-01-14T00:00:00Z")] }),
    makeAccount({
      id: "older",
      provider: "lever",
      connectorProfileId: "lever-default",
      status: "expired",
      statusReasons: [reason("2026-01-12T00:00:00Z"), reason("2026-01-10T00:00:00Z")],
    }),
  ];
  const { connectSession } = await createConnectSession(
    app.staff(),
    { ownerId: "acme", accountId: "older", expiresIn: 60 },
    "key",
  );
  const page = await listAccounts(app.staff("viewer"), { ownerId: ["acme"] });
  expect(
    page.items.map(({ id, brokenSince, openConnectSessionId }) => [
      id,
      brokenSince,
      openConnectSessionId,
    ]),
  ).toEqual([
    ["older", "2026-01-10T00:00:00.000Z", connectSession.id],
    ["newer", "2026-01-14T00:00:00.000Z", null],
    ["fine", null, null],
  ]);
  expect(page).toMatchObject({
    total: 3,
    syncedAt: "2026-01-15T12:00:00.000Z",
    counts: { active: 1, error: 1, expired: 1 },
  });
  // W18: its time is over before a look has said so
  app.advance(60_000);
  const { items } = await listAccounts(app.staff("viewer"), { ownerId: ["acme"] });
  expect(items[0]).toMatchObject({ id: "older", openConnectSessionId: null });
});

test("providers and the audit log are there for everybody", async () => {
  expect((await listProviders(app.staff("viewer"))).items.map(({ key }) => key)).toContain(
    "bamboohr",
  );
  await addOwner(app.staff(), { id: "acme", name: "Acme Corp" });
  expect((await listAudit(app.staff("viewer"), { action: ["owner.add"] })).items).toMatchObject([
    {
      actor: { id: "staff-1", name: "Robin" },
      outcome: "done",
      fields: ["id", "name"],
      requestId: "request-1",
    },
  ]);
});
