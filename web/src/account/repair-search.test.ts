import type { Account } from "@connect-console/shared/account";
import { expect, it } from "vitest";
import { repairSearch } from "./repair-search.ts";

const account: Account = {
  id: "acc_1",
  provider: "hubspot",
  providerName: "HubSpot",
  owner: { id: "acme", name: "Acme Inc" },
  status: "error",
  statusReasons: [],
  type: "test",
  label: "Sales",
  username: "maria@acme.example",
  connectorProfileId: "prof_hubspot_v1",
  createdAt: null,
  updatedAt: null,
  brokenSince: null,
  openConnectSessionId: null,
};

it("names the account, and its own profile and type, so that nothing else changes", () => {
  expect(repairSearch(account)).toEqual({
    ownerId: "acme",
    accountId: "acc_1",
    provider: "hubspot",
    type: "test",
    connectorProfileId: "prof_hubspot_v1",
  });
});

it("leaves out what StackOne did not say", () => {
  expect(repairSearch({ ...account, type: "unmapped_value", connectorProfileId: null })).toEqual({
    ownerId: "acme",
    accountId: "acc_1",
    provider: "hubspot",
  });
});
