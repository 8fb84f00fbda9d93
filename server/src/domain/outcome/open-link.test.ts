import type { RowPart } from "../testing/row-part.ts";
import type { Provider } from "@connect-console/shared/provider";
import { describe, expect, test } from "vitest";
import { fakeProviders, makeAccount } from "../testing/fake-stackone.ts";
import { makeRow, start } from "../testing/followed-row.ts";
import { predict } from "../testing/predict.ts";

describe("W4: with another open link that would create the account too", () => {
  const open = (part: RowPart = {}) => ({
    openLinks: [makeRow({ progress: "waiting", ...part })],
    now: start,
  });
  const warningOf = (...[input, accounts, facts]: Parameters<typeof predict>) =>
    predict(input, accounts, facts).warnings.find(({ code }) => code === "open_link");
  const said =
    /If the other link is used first.*this one changes that account\. To get two, allow another account\./;

  test.each([
    ["the same provider", { provider: "bamboohr" }, {}],
    ["being created", { provider: "bamboohr" }, { progress: "creating" as const }],
    ["no provider in either", {}, { provider: null }],
  ])("%s: says who overwrites whom, with its cure", (_, input, part) => {
    const warning = warningOf(input, [], open(part));
    expect(warning?.message).toMatch(said);
    expect(warning?.cure).toMatchObject({ set: { multiple: true }, connectSessionId: "row-1" });
    expect(warningOf({ ...input, multiple: true }, [], open(part))?.message).not.toMatch(said);
  });

  test("an edit is told of the other link only", () => {
    const warning = warningOf({ provider: "bamboohr" }, [makeAccount()], open());
    expect(warning?.message).not.toMatch(said);
    expect(warning?.cure).toEqual({ label: "Open that link", connectSessionId: "row-1" });
  });

  test.each([
    [
      "this one leaves the choice",
      {},
      {},
      "There is an open link for Acme Corp and BambooHR already, made by Dana. If the customer picks BambooHR here after the other link is used, this one changes that account. To get two, allow another account.",
    ],
    [
      "this one leaves the choice within the categories",
      { categories: ["hris", "ats"] },
      {},
      /If the customer picks BambooHR here after the other link is used/,
    ],
    [
      "the other one leaves the choice",
      { provider: "lever" },
      { provider: null },
      "There is an open link for Acme Corp already in which the customer chooses the provider, made by Dana. If the customer picks Lever there first, this one changes that account. To get two, allow another account.",
    ],
    [
      "the other one leaves the choice within the categories",
      { provider: "lever" },
      { provider: null, categories: ["ats", "crm"] },
      /If the customer picks Lever there first/,
    ],
    [
      "the categories of the provider are not known",
      { provider: "quiet" },
      { provider: null, categories: ["crm"] },
      /If the customer picks Quiet there first/,
    ],
    [
      "StackOne does not list the provider any more",
      { categories: ["crm"] },
      { provider: "gone", providerName: "Gone" },
      /If the customer picks Gone here after the other link is used/,
    ],
    [
      "the provider of this one follows from its profile",
      { connectorProfileId: "lever-default" },
      { provider: null },
      /If the customer picks Lever there first/,
    ],
    [
      "both leave the choice, in categories that one provider may have",
      { categories: ["crm"] },
      { provider: null, categories: ["ticketing"] },
      /If the other link is used first at the same provider, this one changes that account/,
    ],
  ])("%s: says which choice of the customer it is", (_, input, part, message) => {
    const warning = warningOf(input, [], open(part));
    if (typeof message === "string") expect(warning?.message).toBe(message);
    else expect(warning?.message).toMatch(message);
    expect(warning?.cure).toEqual({
      label: "Allow another account",
      set: { multiple: true },
      connectSessionId: "row-1",
    });
  });

  test.each([
    ["the provider is outside this one's categories", { categories: ["ats"] }, {}],
    [
      "the provider is outside the other one's categories",
      { provider: "bamboohr" },
      { provider: null, categories: ["ats"] },
    ],
    ["another provider", { provider: "lever" }, {}],
  ])("%s: they can't meet", (_, input, part) => {
    expect(warningOf(input, [], open(part))).toBeUndefined();
  });

  test("links of other categories meet only at a provider that may have both", () => {
    const [bamboo, lever, okta] = fakeProviders;
    const facts = (providers: Provider[]) => ({
      ...open({ provider: null, categories: ["ats"] }),
      providers,
    });
    const known = [bamboo, lever, okta].filter((one) => one !== undefined);
    const both = { ...known[0], key: "both", categories: ["hris", "ats"] } as Provider;
    expect(warningOf({ categories: ["hris"] }, [], facts(known))).toBeUndefined();
    expect(warningOf({ categories: ["hris"] }, [], facts([...known, both]))).toBeDefined();
    const off = { ...both, active: false };
    expect(warningOf({ categories: ["hris"] }, [], facts([...known, off]))).toBeUndefined();
  });

  test.each([
    ["this one leaves the choice", {}, {}, /If the customer picks BambooHR, both links may/],
    [
      "it edits one account",
      { accountId: "account-1" },
      { provider: null },
      /BambooHR there, both/,
    ],
    ["it edits the match", { provider: "bamboohr" }, { provider: null }, /BambooHR there, both/],
  ])("with an account there, both may change it: %s", (_, input, part, message) => {
    const warning = warningOf(input, [makeAccount()], open(part));
    expect(warning?.message).toMatch(message);
    expect(warning?.message).toMatch(/may change the same account\.$/);
    expect(warning?.cure).toEqual({ label: "Open that link", connectSessionId: "row-1" });
  });

  test.each([
    [{ provider: "bamboohr" }, {}, /If this link is used first, the other one changes/],
    [{}, {}, /If the customer picks BambooHR here first, the other one changes/],
    [{ provider: "bamboohr" }, { provider: null }, /and the customer then picks BambooHR there/],
    [{}, { provider: null }, /used first at the same provider, the other one changes/],
  ])(
    "with another account allowed, the other link still changes what this one creates: %o %o",
    (input, part, message) => {
      const multiple = { ...input, multiple: true };
      expect(warningOf(multiple, [], open(part))?.message).toMatch(message);
      expect(warningOf(multiple, [], open({ ...part, multiple: true }))?.message).toMatch(
        /made by Dana\.$/,
      );
      expect(warningOf(multiple, [makeAccount()], open({ provider: "bamboohr" }))?.message).toMatch(
        /made by Dana\.$/,
      );
    },
  );

  test("a link that edits one account, or stands under another name, overwrites nothing new", () => {
    for (const part of [{ accountId: "account-9" }, { owner: { id: "acme", name: "Acme" } }])
      for (const input of [{}, { provider: "bamboohr" }])
        expect(warningOf(input, [], open(part))?.message).toMatch(/made by Dana\.$/);
  });

  test("of several the one for the same provider is shown", () => {
    const links = ["free", "same"].map((id) =>
      makeRow({ id, progress: "waiting", provider: id === "free" ? null : "bamboohr" }),
    );
    const facts = { openLinks: links, now: start };
    expect(warningOf({ provider: "bamboohr" }, [], facts)?.cure?.connectSessionId).toBe("same");
    expect(warningOf({}, [], facts)?.cure?.connectSessionId).toBe("free");
  });

  test.each([{ supersededBy: "row-2" }, { progress: "connected" as const }, { expiresAt: start }])(
    "a link that is over is none: %o",
    (part) => {
      expect(warningOf({ provider: "bamboohr" }, [], open(part))).toBeUndefined();
    },
  );
});
