import type { ConnectSession } from "@connect-console/shared/connect-session";
import { expect, test } from "vitest";
import { sameAgainSearch } from "../../connect-session/same-again.ts";
import { parseSearch, stringifySearch } from "../../search-parameters.ts";
import { expiresInOf } from "./fields.ts";
import {
  changeOf,
  cured,
  errorsOf,
  initialValues,
  inputOf,
  prefillFromSearch,
} from "./form-values.ts";

const from = (search: string) => initialValues(prefillFromSearch(parseSearch(search)));

test("every field of the form can be prefilled from the URL, ids byte for byte", () => {
  const values = from(
    "?ownerId=007&provider=bamboohr&categories=hris&categories=ats&connectorProfileId=p1&accountId=12&multiple=true&label=a%20b&username=u&type=test&expiresIn=600",
  );
  expect(inputOf(values)).toEqual({
    ownerId: "007",
    provider: "bamboohr",
    categories: ["hris", "ats"],
    connectorProfileId: "p1",
    accountId: "12",
    multiple: true,
    label: "a b",
    username: "u",
    type: "test",
    expiresIn: 600,
  });
});

test("categories may also be separated by commas", () => {
  expect(from("?categories=hris,ats").categories).toEqual(["hris", "ats"]);
});

test("what is not understood is left out and does not take the rest with it", () => {
  const values = from("?ownerId=acme&type=sandbox&expiresIn=soon&multiple=perhaps&unknown=1");
  expect(inputOf(values)).toEqual({ ownerId: "acme", expiresIn: 604_800 });
});

test("nothing is sent that was not chosen", () => {
  expect(
    inputOf({ ...from("?ownerId=acme"), label: "  ", metadata: [{ key: "", value: "x" }] }),
  ).toEqual({
    ownerId: "acme",
    expiresIn: 604_800,
  });
});

test("links of type test are preset to one hour, others to seven days, and a choice stays", () => {
  expect(expiresInOf({ type: "test", expiresIn: null })).toBe(3_600);
  expect(expiresInOf({ type: "", expiresIn: null })).toBe(604_800);
  expect(expiresInOf({ type: "test", expiresIn: 60 })).toBe(60);
});

test("a cure sets its fields, null clears one, others stay", () => {
  const values = from("?ownerId=acme&provider=hubspot&label=x&type=test");
  expect(cured(values, { provider: null, multiple: true, ownerName: "no such field" })).toEqual({
    ...values,
    provider: "",
    multiple: true,
  });
  expect(cured(values, { type: null }).type).toBe("");
});

test("a new owner takes the account away, a new provider the profile too, and no other field anything", () => {
  expect(changeOf("ownerId", "globex")).toEqual({ ownerId: "globex", accountId: "" });
  expect(changeOf("provider", "workday")).toEqual({
    provider: "workday",
    connectorProfileId: "",
    accountId: "",
  });
  expect(changeOf("label", "x")).toEqual({ label: "x" });
  expect(changeOf("multiple", true)).toEqual({ multiple: true });
});

test("a message belongs to the field that its path begins with, the first one of a field first", () => {
  const messages = {
    label: "at most 200 characters",
    "metadata.a.b": "must be text",
    "metadata.c": "must be a number",
    "expected.kind": "is not known",
    labels: "is not known",
  };
  expect(errorsOf(messages)).toEqual({
    label: "at most 200 characters",
    metadata: "must be text",
  });
});

test("metadata is prefilled too, whatever stands in key and value", () => {
  const rows = from(
    "?metadata=ticket=SUP-7&metadata=a%253Db=1%3D2&metadata=100%=x&metadata=lone",
  ).metadata;
  expect(rows).toEqual([
    { key: "ticket", value: "SUP-7" },
    { key: "a=b", value: "1=2" },
    { key: "100%", value: "x" },
    { key: "lone", value: "" },
  ]);
});

test("the same again is the same choices, by way of the address, and nothing that an edit only carried along", () => {
  const row = {
    owner: { id: "a&b=c", name: "Acme" },
    provider: "bamboohr",
    categories: ["hris"],
    connectorProfileId: "p 1",
    accountId: "acc/1",
    multiple: true,
    label: "50% + more",
    username: null,
    type: "test",
    expiresIn: 600,
    metadata: { "a=b&c%": "x=y&z", n: "7" },
    predicted: { account: null },
  } as unknown as ConnectSession;
  const again = (changed: object) =>
    inputOf(from(stringifySearch(sameAgainSearch({ ...row, ...changed }))));
  expect(again({})).toEqual({
    ownerId: "a&b=c",
    provider: "bamboohr",
    categories: ["hris"],
    connectorProfileId: "p 1",
    accountId: "acc/1",
    multiple: true,
    label: "50% + more",
    type: "test",
    expiresIn: 600,
    metadata: { "a=b&c%": "x=y&z", n: "7" },
  });
  const carried = { predicted: { account: { connectorProfileId: "p 1" } } };
  expect(again(carried)).not.toHaveProperty("connectorProfileId");
});

const linked = (predicted: object, changed: object = {}) =>
  from(
    stringifySearch(
      sameAgainSearch({
        owner: { id: "acme", name: "Acme" },
        provider: "bamboohr",
        categories: [],
        connectorProfileId: null,
        accountId: null,
        multiple: false,
        label: null,
        username: null,
        type: "test",
        expiresIn: 600,
        metadata: null,
        account: { id: "new-1" },
        predicted: { account: null, perProvider: [], ...predicted },
        ...changed,
      } as unknown as ConnectSession),
    ),
  ).multiple;

test("W16: the same again of a link that created its account creates another one, and of no other link", () => {
  expect(linked({ kind: "create" })).toBe(true);
  expect(linked({ kind: "create" }, { account: null })).toBe(false);
  expect(linked({ kind: "create" }, { account: null, multiple: true })).toBe(true);
  expect(linked({ kind: "edit", account: { id: "new-1" } })).toBe(false);
  expect(linked({ kind: "depends" })).toBe(false);
  const search = (predicted: object) =>
    sameAgainSearch({
      owner: { id: "acme", name: "Acme" },
      categories: [],
      account: { id: "new-1" },
      predicted: { account: null, perProvider: [], ...predicted },
    } as unknown as ConnectSession).duplicates;
  expect(search({ kind: "create" })).toBe("create");
  expect(search({ kind: "depends" })).toBe("depends");
  expect(search({ kind: "depends", perProvider: [{ account: { id: "new-1" } }] })).toBeUndefined();
  expect(search({ kind: "edit" })).toBeUndefined();
});

test("W16: the form starts as test for whoever may touch test accounts only, unless the address says otherwise", () => {
  const values = (address: string, testOnly: boolean) =>
    initialValues(prefillFromSearch(parseSearch(address)), { testOnly });
  expect(values("", true)).toMatchObject({ type: "test", expiresIn: null });
  expect(values("", false).type).toBe("");
  expect(values("?type=production", true).type).toBe("production");
  expect(values("?type=sandbox", true).type).toBe("test");
});

test("a search is written as it was read, without what is empty", () => {
  const search = "?ownerId=a%26b&categories=hris&categories=ats";
  expect(stringifySearch({ ...parseSearch(search), label: "", q: undefined })).toBe(search);
  expect(stringifySearch({ q: "https://hub.example/start?token=secret" })).toBe("");
  expect(stringifySearch({ q: "Acme, Inc." })).toBe("?q=Acme%2C+Inc.");
});
