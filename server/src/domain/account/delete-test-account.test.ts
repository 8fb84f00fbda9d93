import { expect, test } from "vitest";
import { recoverInterruptedDeletions, deleteTestAccount } from "./delete-test-account.ts";
import { previewDeletion } from "./preview-deletion.ts";
import { StackOneError } from "../ports/stackone.ts";
import { readAccount } from "./read.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { makeRow } from "../testing/followed-row.ts";
import { createTestConsole } from "../testing/test-console.ts";

/** A console whose StackOne has a test account, which the copy knows. */
async function withTestAccount(change: Parameters<typeof makeAccount>[0] = {}) {
  const console = createTestConsole({ copying: true });
  console.stackone.accounts.push(makeAccount({ type: "test", ...change }));
  await readAccount(console.staff("qa"), "account-1");
  console.advance(1_000);
  console.stackone.calls.length = 0;
  const copied = async () => (await console.store.accounts.known(["account-1"]))[0];
  const deletion = async () => (await readAccount(console.staff(), "account-1")).deletion;
  return { ...console, copied, deletion };
}

test("a test account is read, deleted, gone from the copy and its owner's count, and all of it is written down", async () => {
  const { staff, stackone, copied, audited, store, deletion } = await withTestAccount();
  expect(await deleteTestAccount(staff("qa"), "account-1", {})).toEqual({
    id: "account-1",
    result: "deleted",
  });
  expect(stackone.calls).toEqual(["readAccount", "deleteAccount"]);
  expect((await copied())?.goneAt).not.toBeNull();
  expect((await store.owners.get("acme"))?.accounts).toBe(0);
  expect(audited()).toEqual(["account.delete done account account-1"]);
  expect(await deletion()).toMatchObject({
    state: "deleted",
    by: { name: "Robin" },
    message: null,
  });
  const { entries } = await readAccount(staff(), "account-1");
  expect(entries).toMatchObject([{ text: "Deleted at StackOne.", by: { name: "Robin" } }]);
});

test.each(["viewer", "customer_success", "support"] as const)(
  "%s may not, and nothing is asked",
  async (role) => {
    const { staff, stackone, audited } = await withTestAccount();
    await expect(deleteTestAccount(staff(role), "account-1", {})).rejects.toMatchObject({
      code: "not_allowed",
    });
    expect(stackone.calls).toEqual([]);
    expect(audited()).toEqual(["account.delete refused account account-1"]);
  },
);

test.each([
  ["production", /type production/],
  ["sandbox", /type sandbox/],
  [null, /does not say/],
])(
  "StackOne says type %s although the copy says test: refused for admins too",
  async (type, why) => {
    const { staff, stackone, audited, copied, store } = await withTestAccount();
    stackone.accounts = [makeAccount({ type, updatedAt: 2_000 })];
    await expect(deleteTestAccount(staff("admin"), "account-1", {})).rejects.toMatchObject({
      code: "blocked",
      message: expect.stringMatching(why),
    });
    expect(stackone.calls).toEqual(["readAccount"]);
    expect(audited()).toEqual(["account.delete refused account account-1"]);
    expect(await copied()).toMatchObject({ goneAt: null, type });
    expect(store.stored.deletions()).toEqual([]);
  },
);

test("what StackOne has no more is gone already, at the reading or at the deletion", async () => {
  const first = await withTestAccount();
  first.stackone.accounts = [];
  expect(await deleteTestAccount(first.staff(), "account-1", {})).toMatchObject({
    result: "already_gone",
  });
  expect(first.stackone.calls).toEqual(["readAccount"]);
  expect(first.store.stored.audit()).toMatchObject([{ outcome: "done", fields: ["already_gone"] }]);
  expect((await first.copied())?.goneAt).not.toBeNull();

  const second = await withTestAccount();
  second.stackone.deleteAccount = async () => "gone";
  expect(await deleteTestAccount(second.staff(), "account-1", {})).toMatchObject({
    result: "already_gone",
  });
  expect(second.store.stored.deletions()).toMatchObject([{ state: "already_gone" }]);
  expect((await second.copied())?.goneAt).not.toBeNull();

  await expect(deleteTestAccount(first.staff(), "nobody", {})).rejects.toMatchObject({
    code: "not_found",
  });
});

test.each([
  ["unavailable", true, "stackone_unavailable", "unknown"],
  ["unavailable", false, "stackone_unavailable", "unknown"],
  ["rejected", false, "stackone_rejected", "failed"],
  ["unauthorized", false, "stackone_unauthorized", "failed"],
  ["unreachable", false, "stackone_unavailable", "failed"],
  ["rate_limited", false, "stackone_rate_limited", "failed"],
] as const)(
  "StackOne is %s (may have acted: %s): %s, and the deletion %s",
  async (failure, mayHaveActed, code, state) => {
    const { staff, stackone, audited, copied, deletion } = await withTestAccount();
    stackone.fail["deleteAccount"] = new StackOneError(failure, "no", { mayHaveActed });
    await expect(deleteTestAccount(staff(), "account-1", {})).rejects.toMatchObject({
      code,
      detail: { deletion: state },
    });
    expect((await copied())?.goneAt).toBeNull();
    expect(audited()).toEqual(["account.delete failed account account-1"]);
    expect(await deletion()).toMatchObject({ state, message: expect.stringMatching(/no/) });
    expect(stackone.calls.filter((name) => name === "deleteAccount")).toHaveLength(1);
  },
);

test("what is not known is looked at again at every look, and known once the account is gone", async () => {
  const { staff, stackone, deletion, advance } = await withTestAccount();
  stackone.fail["deleteAccount"] = new StackOneError("unavailable", "reset", {
    mayHaveActed: true,
  });
  await deleteTestAccount(staff(), "account-1", {}).catch(() => {});
  advance(1_000);
  expect(await deletion()).toMatchObject({ state: "unknown" });
  stackone.accounts = [];
  advance(1_000);
  expect(await deletion()).toMatchObject({ state: "deleted", message: null });
});

test("a failure before the deletion leaves nothing that was sent", async () => {
  const { staff, stackone, audited, store } = await withTestAccount();
  stackone.fail["readAccount"] = new StackOneError(
    "unavailable",
    "StackOne did not answer in time",
  );
  const failed = deleteTestAccount(staff(), "account-1", {});
  await expect(failed).rejects.toMatchObject({ code: "stackone_unavailable", detail: {} });
  await failed.catch((error: { detail: object }) =>
    expect(error.detail).not.toHaveProperty("deletion"),
  );
  expect(store.stored.deletions()).toEqual([]);
  expect(audited()).toEqual(["account.delete failed account account-1"]);
});

test("two at once for one account: the second is told who is at it", async () => {
  const { staff, stackone, audited } = await withTestAccount();
  let answer = () => {};
  stackone.deleteAccount = () =>
    new Promise((resolve) => {
      answer = () => resolve("deleted");
    });
  const first = deleteTestAccount(staff("qa"), "account-1", {});
  await expect.poll(() => audited().length + stackone.calls.length).toBeGreaterThan(0);
  await expect(deleteTestAccount(staff("admin", "staff-2"), "account-1", {})).rejects.toMatchObject(
    {
      code: "conflict",
      message: "Robin is deleting this account just now.",
    },
  );
  answer();
  expect(await first).toMatchObject({ result: "deleted" });
  expect(audited()).toEqual([
    "account.delete refused account account-1",
    "account.delete done account account-1",
  ]);
});

test("a crash in between: not known after the start, under the name of who asked", async () => {
  const { staff, stackone, store, tracker, deletion } = await withTestAccount();
  stackone.deleteAccount = () => new Promise(() => {});
  void deleteTestAccount(staff("qa", "una"), "account-1", {});
  await expect.poll(() => store.stored.deletions().length).toBe(1);
  await recoverInterruptedDeletions(tracker);
  expect(await deletion()).toMatchObject({ state: "unknown", by: { id: "una" } });
  expect(store.stored.audit()).toMatchObject([
    {
      action: "account.delete",
      outcome: "failed",
      fields: ["not_known"],
      actor: { id: "una" },
      requestId: "request-1",
    },
  ]);
  await recoverInterruptedDeletions(tracker);
  expect(store.stored.audit()).toHaveLength(1);
});

test("a full disk after StackOne's answer: not known, said, and found out at the next look", async () => {
  const { staff, store, deletion, logged } = await withTestAccount();
  // the intent is written, the outcome is not
  store.failTransactions(1);
  await expect(deleteTestAccount(staff(), "account-1", {})).rejects.toMatchObject({
    code: "internal",
    detail: { deletion: "unknown" },
  });
  expect(logged.some(({ message }) => message === "a deletion could not be written down")).toBe(
    true,
  );
  expect(await deletion()).toMatchObject({ state: "deleted" });
});

test("the dry run says of each account what would happen, names the links that edit it, and changes nothing", async () => {
  const { staff, stackone, store, audited, changed } = await withTestAccount();
  stackone.accounts.push(
    makeAccount({ id: "prod" }),
    makeAccount({ id: "untold", type: null }),
    makeAccount({ id: "turned", type: "test" }),
  );
  for (const id of ["prod", "turned"]) await readAccount(staff(), id);
  stackone.accounts = stackone.accounts.map((one) =>
    one.id === "turned" ? { ...one, type: "production", updatedAt: 5_000 } : one,
  );
  await store.connectSessions.insert(makeRow({ id: "row-1", accountId: "account-1" }));
  await store.connectSessions.insert(makeRow({ id: "row-2", accountId: "prod" }));
  const ids = ["prod", "account-1", "untold", "turned", "nobody", "prod"];
  const before = { accounts: structuredClone(stackone.accounts), rows: store.stored.rows().length };
  const { items } = await previewDeletion(staff("viewer"), { ids });
  expect(items.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
    "prod production",
    "account-1 delete",
    "untold type_not_known",
    "turned production",
    "nobody gone",
  ]);
  expect(items.map((item) => item.openConnectSessions.map(({ id }) => id))).toEqual([
    ["row-2"],
    ["row-1"],
    [],
    [],
    [],
  ]);
  expect(stackone.accounts).toEqual(before.accounts);
  expect(store.stored.rows().length).toBe(before.rows);
  expect(audited()).toEqual([]);
  expect(store.stored.deletions()).toEqual([]);
  expect(changed).toEqual([]);
});

test("of many that StackOne's list lacks only some are asked for on their own; the rest is said to be unseen", async () => {
  const { staff, stackone } = await withTestAccount();
  const ids = Array.from({ length: 60 }, (_, index) => `gone-${index}`);
  const { items } = await previewDeletion(staff(), { ids: [...ids, "account-1"] });
  expect(stackone.calls.filter((name) => name === "listAccountsById")).toHaveLength(2);
  expect(stackone.calls.filter((name) => name === "readAccount")).toHaveLength(5);
  expect(items.filter(({ verdict }) => verdict === "gone")).toHaveLength(5);
  expect(items.filter(({ verdict }) => verdict === "not_seen")).toHaveLength(55);
  expect(items.at(-1)).toMatchObject({ id: "account-1", verdict: "delete" });
});
