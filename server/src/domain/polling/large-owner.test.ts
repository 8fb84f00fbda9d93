import { describe, expect, test } from "vitest";
import { findEvidence } from "../progress/evidence.ts";
import { pollOwner } from "./poll-owner.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { makeRow } from "../testing/followed-row.ts";
import { createTestConsole } from "../testing/test-console.ts";

describe("B15: an owner with thousands of accounts", () => {
  test("a reading is written in steps, between which others have their turn, and is whole at its end", async () => {
    const app = createTestConsole({ copying: true });
    app.stackone.accounts = Array.from({ length: 1_130 }, (_, index) =>
      makeAccount({ id: `a${index}`, ownerId: "acme", status: index % 2 ? "active" : "error" }),
    );
    const steps: number[] = [];
    const { transaction } = app.store;
    app.store.transaction = async (work) => {
      const before = app.store.stored.accounts();
      const result = await transaction(work);
      steps.push(app.store.stored.accounts() - before);
      return result;
    };
    const read = await app.tracker.stackone.listAccountsOfOwners(["acme"], "watch");
    expect(Math.max(...steps)).toBeLessThanOrEqual(250);
    expect(steps.reduce((sum, step) => sum + step, 0)).toBe(1_130);
    expect(read.filter(({ brokenSince }) => brokenSince != null)).toHaveLength(565);
    expect((await app.store.owners.get("acme"))?.accounts).toBe(1_130);
    steps.length = 0;
    await app.tracker.stackone.listAccountsOfOwners(["acme"], "watch");
    expect(steps).toEqual([]);
  });

  test("a reading that brings nothing new gives others their turn as well", async () => {
    const app = createTestConsole({ copying: true });
    app.stackone.accounts = Array.from({ length: 2_600 }, (_, index) =>
      makeAccount({ id: `a${index}`, ownerId: "acme" }),
    );
    const read = () => app.tracker.stackone.listAccountsOfOwners(["acme"], "watch");
    await read();
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    await read();
    isOver = true;
    expect(turns).toBeGreaterThanOrEqual(9);
  });

  test("a look asks the store about the accounts that can move its row alone", async () => {
    const app = createTestConsole();
    const makeMany = (index: number) =>
      makeAccount({ id: `a${index}`, ownerId: "acme", provider: "ashby", createdAt: 0 });
    const own = makeAccount({ id: "own", ownerId: "acme", provider: "bamboohr" });
    app.stackone.accounts = Array.from({ length: 1_500 }, (_, index) => makeMany(index));
    const row = makeRow({}, own);
    await app.store.connectSessions.insert(row);
    const asked: number[] = [];
    const { transaction } = app.store;
    app.store.transaction = (work) =>
      transaction((tx) => {
        const { claimsOfAccounts } = tx.connectSessions;
        tx.connectSessions.claimsOfAccounts = (ids) => {
          asked.push(ids.length);
          return claimsOfAccounts(ids);
        };
        return work(tx);
      });
    const accounts = { at: app.clock.now(), items: [...app.stackone.accounts, own] };
    const none = { attempts: new Map(), named: new Map(), refreshing: new Map() };
    await pollOwner(app.tracker, "acme", { accounts, ...none }, { purpose: "watch" });
    expect((await app.store.connectSessions.get(row.id))?.memory.accountsReadAt).toBe(accounts.at);
    expect(asked).toEqual([1]);
  });

  test("what a whole reading lacks is noticed once, at its end", async () => {
    const app = createTestConsole({ copying: true });
    const accounts = Array.from({ length: 600 }, (_, index) =>
      makeAccount({ id: `a${index}`, ownerId: "acme" }),
    );
    app.stackone.accounts = accounts;
    await app.tracker.stackone.listAccountsOfOwners(["acme"], "watch");
    app.stackone.accounts = accounts.slice(1);
    await app.tracker.stackone.listAccountsOfOwners(["acme"], "watch");
    expect(app.accountsPending).toEqual(["a0"]);
  });

  test("what each account shows is found without walking through all others", () => {
    const count = 4_000;
    const accounts = Array.from({ length: count }, (_, index) => makeAccount({ id: `a${index}` }));
    let touched = 0;
    // each walk over the baseline reads its first id
    const baseline = accounts.map((account, index) =>
      index > 0
        ? account
        : Object.defineProperty({ ...account }, "id", { get: () => ((touched += 1), "a0") }),
    );
    const row = makeRow({ baseline: { takenAt: 0, accounts: baseline } });
    const claims = accounts.map(({ id }) => ({
      accountId: id,
      change: "created",
      connectSessionId: "other",
      claimedAt: 0,
    }));
    findEvidence(row, accounts, { claims, selfUpdating: new Set(), readAt: 0 });
    expect(touched).toBeLessThan(5);
  });
});
