import type { Account } from "@connect-console/shared/account";
import type { Check } from "@connect-console/shared/connect-session";
import type { Provider } from "@connect-console/shared/provider";
import { describe, expect, test } from "vitest";
import { nameCheck } from "./check-names.ts";
import { checkStep } from "./check-step.ts";

const profile = (id: string, name: string, version: string) => ({
  id,
  name,
  version,
  isDefault: null,
  active: true,
  environment: null,
  authentication: null,
});
const jira: Provider = {
  key: "jira",
  name: "Jira",
  logoUrl: null,
  categories: [],
  active: true,
  profiles: [profile("p1", "Jira", "1.3.0"), profile("p2", "Jira", "1.3.0")],
};
const account: Account = {
  id: "acc-000111",
  provider: "jira",
  providerName: "Jira",
  owner: { id: "acme", name: "Acme" },
  status: "active",
  statusReasons: [],
  type: null,
  label: "HR",
  username: null,
  connectorProfileId: null,
  createdAt: null,
  updatedAt: null,
  brokenSince: null,
  openConnectSessionId: null,
};
const row = {
  owner: account.owner,
  account,
  type: "production",
  predicted: { account: null } as never,
} as const;
const check = (point: string, promised: string | null, actual: string | null): Check => ({
  point,
  promised,
  actual,
  result: actual === null ? "not_known" : promised === actual ? "same" : "different",
});
const named = (...of: Parameters<typeof check>) => nameCheck(check(...of), row, [jira]);

describe("names of a check", () => {
  test("providers, profiles and accounts have names; what nobody knows stays as it is", () => {
    expect(named("provider", "jira", "slack")).toMatchObject({
      title: "Provider",
      promised: "Jira",
      actual: "slack",
    });
    expect(named("connector profile", "p1", null)).toMatchObject({
      promised: "Jira – v1.3.0",
      actual: null,
    });
    expect(named("account", "gone", "acc-000111")).toMatchObject({
      promised: "gone",
      actual: "Jira – HR",
    });
    expect(named("create or edit", "create", "edit")).toMatchObject({
      promised: "a new account",
      actual: "an account that was there",
    });
  });

  test("two things of one name are told apart by their ids, one thing is not", () => {
    expect(named("connector profile", "p1", "p2")).toMatchObject({
      promised: "Jira – v1.3.0 (p1)",
      actual: "Jira – v1.3.0 (p2)",
    });
    expect(named("connector profile", "p1", "p1").actual).toBe("Jira – v1.3.0");
  });
});

describe("what to do", () => {
  test("every difference has a step, and nothing else has one", () => {
    for (const point of [
      "account",
      "create or edit",
      "provider",
      "connector profile",
      "type",
      "label",
      "username",
      "owner name",
    ]) {
      expect(checkStep(check(point, "a", "b"), row)?.text).toMatch(/\.$/);
      expect(checkStep(check(point, "a", "a"), row)).toBeNull();
      expect(checkStep(check(point, "a", null), row)).toBeNull();
    }
  });

  test("a form is filled in so that its link puts it right", () => {
    const profileStep = checkStep(check("connector profile", "p1", "p2"), row);
    expect(profileStep?.to).toBe("/?ownerId=acme&accountId=acc-000111&connectorProfileId=p1");
    const create = checkStep(check("create or edit", "create", "edit"), row);
    expect(create?.to).toBe("/?ownerId=acme&provider=jira&multiple=true&type=production");
    expect(checkStep(check("create or edit", "edit", "create"), row)?.to).toBeUndefined();
  });
});
