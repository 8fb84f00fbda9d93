import { byStackOneNames } from "../../stackone/wire/connect-session.ts";
import { toConfirm } from "@connect-console/shared/outcome";
import type { Owner } from "@connect-console/shared/owner";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OutcomeFacts } from "./facts.ts";
import { predictOutcome } from "./outcome.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { fakeProviders, makeAccount } from "../testing/fake-stackone.ts";

const owner: Owner = {
  id: "acme",
  name: "Acme Corp",
  otherNames: [],
  source: "accounts",
  accounts: 0,
};
const day = 86_400;

const accountArbitrary: fc.Arbitrary<StackOneAccount> = fc
  .record({
    provider: fc.constantFrom("bamboohr", "lever", "okta", "jira", "quiet", "unlisted"),
    ownerId: fc.constantFrom("acme", "acme", "acme", "globex"),
    ownerName: fc.constantFrom("Acme Corp", "Acme Corp", "acme corp", "Acme Corp "),
    type: fc.constantFrom("production", "test", null),
    label: fc.constantFrom(null, "HR", ""),
    connectorProfileId: fc.constantFrom(
      "bamboo-default",
      "bamboo-old",
      "bamboo-off",
      "gone",
      null,
      undefined,
    ),
    status: fc.constantFrom("active", "error", "archived"),
  })
  .map((facts) => makeAccount(facts));

const factsArbitrary: fc.Arbitrary<OutcomeFacts> = fc
  .record({
    accounts: fc.array(accountArbitrary, { maxLength: 5 }),
    edited: fc.option(fc.nat(4)),
    testOnly: fc.boolean(),
    input: fc.record(
      {
        provider: fc.constantFrom("bamboohr", "lever", "okta", "jira", "quiet"),
        connectorProfileId: fc.constantFrom(
          "bamboo-default",
          "bamboo-old",
          "bamboo-off",
          "lever-default",
          "quiet-one",
        ),
        categories: fc.subarray(["hris", "ats", "crm"]),
        multiple: fc.boolean(),
        label: fc.constantFrom("", "HR", "new"),
        type: fc.constantFrom("production" as const, "test" as const),
        metadata: fc.constantFrom({}, { ticket: 1 }),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ accounts, edited, input, testOnly }) => {
    const named = accounts.map((account, index) => ({ ...account, id: `account-${index}` }));
    const account = edited === null ? null : (named[edited] ?? null);
    return {
      input: {
        ownerId: "acme",
        expiresIn: day,
        ...input,
        ...(account && { accountId: account.id }),
      },
      owner,
      providers: fakeProviders,
      accounts: account ? [account] : named.filter(({ ownerId }) => ownerId === "acme"),
      account,
      openLinks: [],
      nearEqualOwners: [],
      testOnly,
      now: 0,
    };
  });

const holds = (rule: (facts: OutcomeFacts, outcome: ReturnType<typeof predictOutcome>) => void) =>
  fc.assert(
    fc.property(factsArbitrary, (facts) => {
      rule(facts, predictOutcome(facts, { byStackOneNames }));
    }),
    { numRuns: 1000 },
  );

describe("whatever is chosen", () => {
  test("only an account by id or exactly one match is edited", () =>
    holds(({ accounts, account }, outcome) => {
      if (outcome.kind !== "edit") return;
      if (account) {
        expect(outcome.account?.id).toBe(account.id);
        return;
      }
      const same = accounts.filter(
        (one) => one.ownerName === "Acme Corp" && one.provider === outcome.request.provider,
      );
      expect(same.map(({ id }) => id)).toEqual([outcome.account?.id]);
    }));

  test("an account to edit never leads to a new one", () =>
    holds(({ account }, { kind }) => {
      if (account) expect(["edit", "blocked"]).toContain(kind);
    }));

  test("the sentence begins with the word of its kind", () =>
    holds((_, { kind, sentence }) => {
      const word = { create: "Creates", edit: "Edits", depends: "Depends", blocked: "Blocked" }[
        kind
      ];
      expect(sentence.split(/[ :]/)[0]).toBe(word);
    }));

  test("the request holds nothing empty, no false and no version, and the owner byte for byte", () =>
    holds(({ account }, { request }) => {
      for (const value of Object.values(request))
        expect([undefined, null, false, ""]).not.toContain(value);
      expect(request).not.toHaveProperty("provider_version");
      expect(request.categories).not.toEqual([]);
      expect(request.origin_owner_id).toBe(account?.ownerId ?? "acme");
      expect(request.origin_owner_name).toBe(account?.ownerName ?? "Acme Corp");
      expect(request.expires_in).toBe(day);
    }));

  test("an edit sends the account's type, and its profile unless another was chosen", () =>
    holds(({ input, accounts }, { kind, account, request }) => {
      if (kind !== "edit") return;
      const edited = accounts.find(({ id }) => id === account?.id);
      expect(request.type ?? null).toBe(edited?.type ?? null);
      expect(request.connector_profile_id).toBe(
        input.connectorProfileId ?? edited?.connectorProfileId ?? undefined,
      );
    }));

  test("A5: a test link that is not blocked and not typed to confirm reaches test accounts only", () =>
    holds(({ input, accounts, account, testOnly }, outcome) => {
      if (input.type !== "test" || outcome.kind === "blocked") return;
      const { provider, multiple } = outcome.request;
      if (multiple) return;
      // what StackOne may edit, whatever the customer chooses
      const reached = account
        ? [account]
        : accounts.filter(
            (one) =>
              one.ownerName === "Acme Corp" &&
              (provider === undefined || one.provider === provider),
          );
      const offered = reached.filter(
        (one) =>
          provider !== undefined ||
          outcome.perProvider.some((each) => each.provider === one.provider),
      );
      const types = offered.map(({ type }) => type);
      if (testOnly) expect(types.filter((type) => type !== "test")).toEqual([]);
      else if (types.includes("production"))
        expect(toConfirm(outcome).map(({ confirm }) => confirm)).toEqual(["Acme Corp"]);
      else expect(toConfirm(outcome)).toEqual([]);
    }));

  test("every reason has a cure, and a cure takes its reason away", () =>
    holds((facts, outcome) => {
      expect(outcome.kind === "blocked").toBe(outcome.reasons.length > 0);
      for (const { code, cure } of outcome.reasons) {
        const chosen = Object.entries({ ...facts.input, ...cure?.set }).filter(
          ([, value]) => value !== null,
        );
        const input = Object.fromEntries(chosen) as OutcomeFacts["input"];
        const account = facts.accounts.find(({ id }) => id === input.accountId) ?? null;
        const cured = predictOutcome({ ...facts, input, account }, { byStackOneNames });
        expect(cure?.label).toBeTruthy();
        expect(cured.reasons.map((reason) => reason.code)).not.toContain(code);
      }
    }));
});
