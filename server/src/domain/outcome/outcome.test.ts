import type { ConnectSessionInput } from "@connect-console/shared/connect-session";
import { describe, expect, test } from "vitest";
import { unknownIds } from "./facts.ts";
import { fakeProviders, makeAccount } from "../testing/fake-stackone.ts";
import { codes, day, owner, predict } from "../testing/predict.ts";

describe("what the link will do", () => {
  test("a provider that the owner does not have yet: creates, with the default profile named", () => {
    const outcome = predict({ provider: "bamboohr" });
    expect(outcome).toMatchObject({
      kind: "create",
      account: null,
      hubOpensAt: "credentials",
      reasons: [],
      warnings: [],
    });
    expect(outcome.sentence).toBe(
      "Creates a new account for Acme Corp at BambooHR with BambooHR – Default (v2).",
    );
    expect(outcome.request).toEqual({
      origin_owner_id: "acme",
      origin_owner_name: "Acme Corp",
      provider: "bamboohr",
      type: "production",
      expires_in: day,
    });
  });

  test("one account with the same owner id, exact name and provider: edits it and carries its profile and type", () => {
    const account = makeAccount({
      type: "test",
      connectorProfileId: "bamboo-old",
      label: "HR Berlin",
    });
    const outcome = predict({ provider: "bamboohr", label: "HR Berlin" }, [account]);
    expect(outcome).toMatchObject({
      kind: "edit",
      account: { id: "account-1" },
      hubOpensAt: "edit",
      warnings: [],
    });
    expect(outcome.sentence).toBe(
      "Edits the BambooHR test account “HR Berlin” (account-1) of Acme Corp with BambooHR – Old (v1).",
    );
    expect(outcome.request).toEqual({
      origin_owner_id: "acme",
      origin_owner_name: "Acme Corp",
      provider: "bamboohr",
      connector_profile_id: "bamboo-old",
      type: "test",
      expires_in: day,
    });
  });

  test("another profile on an edit moves the account, and the sentence says from where to where", () => {
    const account = makeAccount({ connectorProfileId: "bamboo-old" });
    const outcome = predict({ accountId: "account-1", connectorProfileId: "bamboo-default" }, [
      account,
    ]);
    expect(outcome.sentence).toBe(
      "Edits the BambooHR account account-1 of Acme Corp and moves it from Old (version 1) to Default (version 2).",
    );
    expect(outcome.request).toMatchObject({
      connector_profile_id: "bamboo-default",
      account_id: "account-1",
      provider: "bamboohr",
    });
  });

  test("an account to edit carries its own owner name, and multiple beside it is not sent", () => {
    const account = makeAccount({ ownerName: "ACME corp " });
    const outcome = predict({ accountId: "account-1", multiple: true }, [account]);
    expect(outcome.kind).toBe("edit");
    expect(outcome.request).toMatchObject({
      origin_owner_name: "ACME corp ",
      account_id: "account-1",
    });
    expect(outcome.request).not.toHaveProperty("multiple");
    expect(codes(outcome.warnings)).toEqual(["multiple_ignored", "other_name"]);
  });

  test("multiple always creates, and asks for a label that tells the account apart", () => {
    const account = makeAccount({ label: "HR" });
    expect(predict({ provider: "bamboohr", multiple: true }, [account])).toMatchObject({
      kind: "create",
      sentence: "Creates another account for Acme Corp at BambooHR with BambooHR – Default (v2).",
      request: { multiple: true },
      warnings: [{ code: "label_recommended" }],
    });
    expect(
      codes(predict({ provider: "bamboohr", multiple: true, label: "HR" }, [account]).warnings),
    ).toEqual(["label_recommended"]);
    expect(
      predict({ provider: "bamboohr", multiple: true, label: "Payroll" }, [account]).warnings,
    ).toEqual([]);
    expect(predict({ multiple: true, label: "x" })).toMatchObject({
      kind: "create",
      hubOpensAt: "providers",
      perProvider: [],
    });
  });

  test("no provider: depends, told per provider that the owner has, within the chosen categories", () => {
    const accounts = [
      makeAccount(),
      makeAccount({ id: "l1", provider: "lever", connectorProfileId: "lever-default" }),
      makeAccount({ id: "l2", provider: "lever", connectorProfileId: "lever-default" }),
      makeAccount({ id: "j1", provider: "jira", ownerName: "Acme Inc" }),
      makeAccount({ id: "o1", provider: "okta", status: "inactive" }),
    ];
    const outcome = predict({}, accounts);
    expect(outcome).toMatchObject({ kind: "depends", account: null, hubOpensAt: "providers" });
    expect(
      outcome.perProvider.map(({ provider, kind, account }) => [provider, kind, account?.id]),
    ).toEqual([
      ["bamboohr", "edit", "account-1"],
      ["jira", "create", undefined],
      ["lever", "unclear", undefined],
    ]);
    expect(outcome.sentence).toBe(
      "Depends on the provider that the customer chooses: edits the account of Acme Corp at BambooHR, is unclear at Lever, where there are several, creates a new one at any other.",
    );
    const narrowed = predict({ categories: ["ats"] }, accounts);
    expect(narrowed).toMatchObject({
      hubOpensAt: "category",
      perProvider: [{ provider: "lever" }],
      request: { categories: ["ats"] },
    });
  });

  test("no provider and an owner without accounts still depends on the customer", () => {
    const outcome = predict({});
    expect(outcome).toMatchObject({ kind: "depends", perProvider: [] });
    expect(outcome.sentence).toBe(
      "Depends on the provider that the customer chooses: creates a new account for Acme Corp.",
    );
  });

  test("a customer's choice may open an account of another type or move one: warned, with a way out", () => {
    const outcome = predict({ type: "test" }, [makeAccount({ connectorProfileId: "bamboo-old" })]);
    expect(codes(outcome.warnings)).toEqual(["type_may_differ", "profile_may_change"]);
    expect(outcome.warnings[0]?.cure?.set).toEqual({ multiple: true });
  });

  test("a profile alone fills in its provider, and empty choices are absent ones", () => {
    const outcome = predict({
      connectorProfileId: "lever-default",
      categories: [],
      label: "",
      username: "",
      metadata: {},
      multiple: false,
    });
    expect(outcome).toMatchObject({ kind: "create", hubOpensAt: "credentials" });
    expect(outcome.request).toEqual({
      origin_owner_id: "acme",
      origin_owner_name: "Acme Corp",
      provider: "lever",
      connector_profile_id: "lever-default",
      type: "production",
      expires_in: day,
    });
  });
});

describe("blocked", () => {
  const two = [makeAccount({ id: "a" }), makeAccount({ id: "b" })];
  test.each([
    [
      "account_of_other_owner",
      { accountId: "x" },
      [makeAccount({ id: "x", ownerId: "globex", ownerName: "Globex" })],
    ],
    [
      "account_of_other_provider",
      { accountId: "x", provider: "lever" },
      [makeAccount({ id: "x" })],
    ],
    ["several_accounts", { provider: "bamboohr" }, two],
    ["type_differs", { accountId: "a", type: "test" }, two],
    ["type_differs", { provider: "bamboohr", type: "test" }, [makeAccount()]],
    ["provider_disabled", { provider: "okta" }, []],
    [
      "profile_of_other_provider",
      { provider: "bamboohr", connectorProfileId: "lever-default" },
      [],
    ],
    ["profile_inactive", { connectorProfileId: "bamboo-off" }, []],
    [
      "profile_inactive",
      { provider: "bamboohr" },
      [makeAccount({ connectorProfileId: "bamboo-off" })],
    ],
    ["category_not_offered", { provider: "bamboohr", categories: ["hris", "ats"] }, []],
    ["no_default_profile", { provider: "jira" }, []],
  ] as const)("%s", (code, input, accounts) => {
    const outcome = predict({ ...input } as Partial<ConnectSessionInput>, [...accounts]);
    expect(outcome).toMatchObject({ kind: "blocked", reasons: [{ code }] });
    expect(outcome.sentence).toMatch(/^Blocked: /);
  });

  test("several accounts: the one that is broken is to be repaired, else another is made", () => {
    const cureOf = (...statuses: string[]) => {
      const accounts = statuses.map((status, index) => makeAccount({ id: `acc-${index}`, status }));
      return predict({ provider: "bamboohr" }, accounts).reasons[0]?.cure?.set;
    };
    expect(cureOf("active", "error")).toEqual({ accountId: "acc-1" });
    for (const statuses of [
      ["active", "active"],
      ["error", "expired"],
      ["active", "suspended"],
    ])
      expect(cureOf(...statuses)).toEqual({ multiple: true });
  });

  test("several accounts come with the list", () => {
    expect(predict({ provider: "bamboohr" }, two).candidates.map(({ id }) => id)).toEqual([
      "a",
      "b",
    ]);
  });
});

describe("warned", () => {
  test("the same id under another name with accounts there", () => {
    const outcome = predict({ provider: "bamboohr" }, [makeAccount({ ownerName: "Acme Inc" })]);
    expect(outcome).toMatchObject({
      kind: "create",
      warnings: [{ code: "other_name", cure: { set: { accountId: "account-1" } } }],
    });
  });

  test("an account of another owner says nothing about this one's names", () => {
    const foreign = makeAccount({ id: "x", ownerId: "globex", ownerName: "Globex" });
    expect(codes(predict({ accountId: "x" }, [foreign]).warnings)).toEqual([]);
  });

  test("another owner of the same or nearly the same name", () => {
    const near = (name: string) => ({ ...owner, id: "acme-2", name });
    const outcome = predict({ provider: "bamboohr" }, [], {
      nearEqualOwners: [near("Acme Corp"), near("ACME Corp.")],
    });
    expect(codes(outcome.warnings)).toEqual(["same_name_other_id", "near_equal_name"]);
    expect(outcome.warnings[0]?.message).not.toContain("does not find");
    const used = predict({ provider: "bamboohr" }, [], {
      nearEqualOwners: [{ ...near("ACME Corp."), accounts: 2 }],
    });
    expect(used.warnings[0]?.message).toContain("does not find the 2 accounts there");
  });

  test("what StackOne does not tell is not known, and blocks nothing", () => {
    const outcome = predict({ provider: "quiet", categories: ["hris"] });
    expect(outcome.kind).toBe("create");
    expect(codes(outcome.warnings)).toEqual([
      "provider_not_known",
      "categories_not_known",
      "default_not_known",
    ]);
    const account = makeAccount({ connectorProfileId: undefined, type: null });
    const edit = predict({ accountId: "account-1" }, [account]);
    expect(codes(edit.warnings)).toEqual(["profile_may_change", "type_not_known"]);
    expect(edit.warnings[0]?.message).toContain("BambooHR – Default (v2)");
    expect(edit.request).not.toHaveProperty("type");
    expect(edit.request).not.toHaveProperty("connector_profile_id");
  });
});

test("ids that do not exist are named by field", () => {
  const input = {
    ownerId: "acme",
    provider: "p",
    connectorProfileId: "c",
    accountId: "a",
    categories: ["hris", "made-up"],
    expiresIn: day,
  };
  expect(Object.keys(unknownIds(input, fakeProviders, null))).toEqual([
    "provider",
    "connectorProfileId",
    "accountId",
    "categories",
  ]);
});

test("a profile that is named after its provider is not named twice", () => {
  const [bamboo, ...rest] = structuredClone(fakeProviders);
  if (!bamboo?.profiles[0]) throw new Error("no profile to rename");
  bamboo.profiles[0].name = "BambooHR EU";
  const { sentence } = predict({ provider: "bamboohr" }, [], { providers: [bamboo, ...rest] });
  expect(sentence).toBe("Creates a new account for Acme Corp at BambooHR with BambooHR EU (v2).");
});
