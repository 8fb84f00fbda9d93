import type { ConnectSessionInput } from "@connect-console/shared/connect-session";
import { toConfirm } from "@connect-console/shared/outcome";
import { describe, expect, test } from "vitest";
import type { StackOneAccount } from "../ports/stackone.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { codes, predict } from "../testing/predict.ts";

describe("A5: a test link whose provider the customer chooses", () => {
  const production = makeAccount();
  const unknown = makeAccount({
    id: "account-2",
    provider: "lever",
    providerName: "Lever",
    type: null,
  });
  const ofTest = makeAccount({
    id: "account-3",
    provider: "lever",
    providerName: "Lever",
    type: "test",
  });
  const forQa = (input: Partial<ConnectSessionInput>, accounts: StackOneAccount[]) =>
    predict({ type: "test", ...input }, accounts, { testOnly: true });

  test.each([
    ["a production account", {}, [production]],
    ["an account of unknown type", {}, [unknown]],
    ["within the categories", { categories: ["hris"] }, [production, ofTest]],
    ["a broken one, which it would repair", {}, [makeAccount({ status: "error" })]],
    [
      "one of several, where it is unclear which",
      {},
      [ofTest, { ...unknown, id: "account-4", type: "production" }],
    ],
    ["at a provider that StackOne does not list", {}, [makeAccount({ provider: "gone" })]],
  ])("is blocked for a tester: %s", (_, input, accounts) => {
    const outcome = forQa(input, accounts);
    expect(outcome).toMatchObject({ kind: "blocked", reasons: [{ code: "type_differs" }] });
    expect(outcome.reasons[0]?.cure).toEqual({
      label: "Allow another account",
      set: { multiple: true },
    });
    expect(forQa({ ...input, multiple: true }, accounts).kind).toBe("create");
  });

  test.each([
    ["test accounts only", {}, [ofTest]],
    ["a production account outside the categories", { categories: ["ats"] }, [production, ofTest]],
    ["under another name", {}, [makeAccount({ ownerName: "Acme" })]],
    ["at a disabled provider", {}, [makeAccount({ provider: "okta" })]],
  ])("is not blocked for a tester: %s", (_, input, accounts) => {
    expect(forQa(input, accounts)).toMatchObject({ kind: "depends", reasons: [] });
  });

  test("is confirmed by typing for everybody else, where a production account is known", () => {
    const outcome = predict({ type: "test" }, [production, unknown]);
    expect(outcome).toMatchObject({ kind: "depends", reasons: [] });
    expect(outcome.warnings.map(({ message, confirm }) => [message, confirm])).toEqual([
      [
        "If the customer chooses BambooHR, this test link edits a production account of Acme Corp.",
        "Acme Corp",
      ],
      [
        "If the customer chooses Lever, this test link edits an account of Acme Corp whose type StackOne doesn’t report.",
        undefined,
      ],
    ]);
    expect(toConfirm(predict({}, [ofTest]))).toEqual([]);
    expect(codes(predict({}, [ofTest]).warnings)).toEqual(["type_may_differ"]);
  });

  test("the match at a chosen provider counts for a tester too, when its type is not known", () => {
    const outcome = forQa({ provider: "lever" }, [unknown]);
    expect(codes(outcome.reasons)).toEqual(["type_differs"]);
    expect(outcome.reasons[0]?.cure?.set).toEqual({ multiple: true, accountId: null });
    expect(codes(forQa({ accountId: "account-2" }, [unknown]).reasons)).toEqual(["type_differs"]);
    expect(predict({ provider: "lever", type: "test" }, [unknown]).kind).toBe("edit");
  });
});

describe("E4: an account that no sign-in brings back", () => {
  test.each([
    ["inactive", /connector profile is disabled.*won’t help.*enable it/],
    ["suspended", /paused it in StackOne.*won’t help.*resume it/],
    ["archived", /put it away.*won’t help.*support/],
  ])("%s: a link will not help, why, and who can", (status, says) => {
    const account = makeAccount({ status });
    for (const input of [{ provider: "bamboohr" }, { accountId: "account-1" }, {}]) {
      const { kind, warnings } = predict(input, [account]);
      expect(kind).not.toBe("blocked");
      const warning = warnings.find(({ code }) => code === "link_does_not_help");
      expect(warning?.message).toMatch(says);
      expect(warning?.cure !== undefined).toBe(status === "archived");
    }
    expect(codes(predict({ provider: "bamboohr", multiple: true }, [account]).warnings)).toEqual([
      "label_recommended",
    ]);
  });

  test.each(["active", "error", "expired", "toString", "paused_by_policy"])(
    "%s is not among them",
    (status) => {
      const { warnings } = predict({ provider: "bamboohr" }, [makeAccount({ status })]);
      expect(codes(warnings)).not.toContain("link_does_not_help");
    },
  );
});
