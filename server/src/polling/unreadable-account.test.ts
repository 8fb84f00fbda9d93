import { expect, test } from "vitest";
import { type StackOneAccount, StackOneError } from "../domain/ports/stackone.ts";
import { makeAccount } from "../domain/testing/fake-stackone.ts";
import { day, makeAttempt, makeRow, minute, start } from "../domain/testing/followed-row.ts";
import { tracking } from "./testing/tracking.ts";

const unreadable = () =>
  new StackOneError("unavailable", "another shape than expected", { unreadable: true });

/** A link of ten minutes, whose owner's accounts the console can't read: neither the list nor one alone. */
const world = async (status: string | null, edits?: StackOneAccount) => {
  const end = start + 10 * minute;
  const made = await tracking([
    makeRow({ id: "row", lineageId: "row", endsAt: end, expiresAt: end }, edits),
  ]);
  made.stackone.listAccountsOfOwners = async (ids, _, onHole) => {
    onHole?.(ids, unreadable());
    if (!onHole) throw unreadable();
    return [];
  };
  made.stackone.readAccount = async () => {
    throw unreadable();
  };
  if (status !== null)
    made.attempts["row"] = {
      readable: true,
      attempt: makeAttempt(status, start + minute, { accountId: "the-unreadable" }),
    };
  return made;
};

test.each([null, "error", "pending", "authenticated"])(
  "B13: attempt %s: a row ends though the account can't be read, not even alone",
  async (status) => {
    const made = await world(status);
    await made.pass(9 * minute, 30_000);
    made.attempts["row"] = { readable: false, status: 401 };
    await made.pass(26 * 60 * minute, 5 * minute);
    expect((await made.row("row")).progress).toBe("expired");
    expect((await made.row("row")).problems.map(({ code }) => code)).toContain(
      "accounts_not_readable",
    );
  },
);

test.each([
  ["saved while the link was open", 5 * minute, ["accounts_not_readable"]],
  ["not saved since", -day, []],
])("B13: a link that ended unread, and then an account %s", async (_, savedAt, codes) => {
  const old = makeAccount({ id: "old-1", createdAt: start - day, updatedAt: start - day });
  const made = await world(null, old);
  await made.pass(40 * minute, minute);
  expect((await made.row("row")).progress).toBe("expired");
  made.stackone.listAccountsOfOwners = async () => [{ ...old, updatedAt: start + savedAt }];
  made.stackone.readAccount = async () => ({ ...old, updatedAt: start + savedAt });
  await made.pass(30 * minute, minute);
  const { progress, problems } = await made.row("row");
  expect([progress, problems.map(({ code }) => code)]).toEqual(["expired", codes]);
  for (const { message } of problems) expect(message).toContain("was saved while it was open");
});

test("B13: what the attempt says is kept though the account that it names can't be read", async () => {
  const made = await world("authenticated");
  await made.pass(9 * minute, 30_000);
  expect((await made.row("row")).attempt?.status).toBe("authenticated");
});

test("B13: a row whose named account was not there, and then can't be read, ends", async () => {
  const made = await world("authenticated");
  const fail = made.stackone.readAccount;
  made.stackone.readAccount = async () => null;
  await made.pass(9 * minute, 30_000);
  expect((await made.row("row")).attempt?.status).toBe("authenticated");
  made.stackone.readAccount = fail;
  made.attempts["row"] = { readable: false, status: 401 };
  await made.pass(26 * 60 * minute, 5 * minute);
  expect((await made.row("row")).progress).toBe("expired");
});
