import { expect, test } from "vitest";
import { parseSearch, stringifySearch } from "../../search-parameters.ts";
import { cured, expiresInOf, initialValues, inputOf, prefillFromSearch } from "./form-values.ts";

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

test("a search is written as it was read, without what is empty", () => {
  const search = "?ownerId=a%26b&categories=hris&categories=ats";
  expect(stringifySearch({ ...parseSearch(search), label: "", q: undefined })).toBe(search);
});
