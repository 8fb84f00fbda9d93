import type { AccountQuery } from "@connect-console/shared/account";
import { expect, test } from "vitest";
import { makeAccount } from "../../domain/testing/fake-stackone.ts";
import { createAccounts } from "./accounts.ts";
import { start } from "../testing/fixtures.ts";
import { plansOnEmptyStore } from "../testing/query-plan.ts";

/** Accounts of several groups, since what SQLite is asked depends on the groups that there are. */
const accounts = ["active", "error", "expired"].flatMap((status) =>
  ["okta", "lever"].map((provider) => ({
    ...makeAccount({ id: `${status}-${provider}`, status, provider, connectorProfileId: "p-1" }),
    readAt: start,
    brokenSince: status === "active" ? null : start,
    goneAt: null,
  })),
);

const cursor = Buffer.from(JSON.stringify([5, "active-okta"])).toString("base64url");
const lists: AccountQuery[] = [
  {},
  { cursor },
  { status: ["error", "expired"] },
  { status: ["active"], cursor },
  { provider: ["okta"], type: ["production"], status: ["error"] },
  { connectorProfileId: ["p-1"] },
  { ownerId: ["acme", "globex"], cursor },
  { assignee: ["una"] },
  { q: "acme inc" },
  { q: "ac", status: ["expired"], provider: ["okta"], cursor },
];

test.each(lists)("the list %j seeks accounts and sorts none of them", async (query) => {
  const plans = await plansOnEmptyStore(async (db) => {
    const store = createAccounts(db);
    await store.put(accounts);
    await store.list({ ...query, limit: 1 });
  });
  const steps = plans.slice(plans.findLastIndex((step) => /account_groups/.test(step)) + 1);
  expect(steps).not.toEqual([]);
  for (const step of steps.filter((each) => / (a|b|accounts)\b/.test(each)))
    expect(step).toMatch(/^(SEARCH|SCAN) .*USING (COVERING )?INDEX/);
  for (const step of steps.filter((each) => / f\b/.test(each)))
    expect(step).toMatch(/VIRTUAL TABLE INDEX \d+:M/);
  if (!query.ownerId && !query.assignee) expect(steps.join()).not.toMatch(/TEMP B-TREE/);
});
