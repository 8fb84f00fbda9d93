import { describe, expect, it } from "vitest";
import { parseSearch, stringifySearch } from "../../search-parameters.ts";
import { filterOf, isFiltered } from "./audit-filter.ts";
import { auditSearch } from "./audit-search.ts";

const read = (query: string) => auditSearch(parseSearch(query));

describe("the address of the audit log", () => {
  it("asks for everything where nothing is chosen", () => {
    expect(filterOf(read(""))).toEqual({});
    expect(isFiltered(read(""))).toBe(false);
  });

  it("reads filters that are given once or several times, and writes them the same", () => {
    const search = read("?actor=una&action=sign_in&action=sign_out&outcome=refused&target=acme");
    expect(filterOf(search)).toEqual({
      actor: ["una"],
      action: ["sign_in", "sign_out"],
      outcome: ["refused"],
      target: ["acme"],
    });
    expect(isFiltered(search)).toBe(true);
    expect(read(stringifySearch(search))).toEqual(search);
  });

  it("means whole days of the reader's own zone", () => {
    const { from, to } = filterOf(read("?from=2026-11-22&to=2026-11-22"));
    expect(Date.parse(to ?? "") - Date.parse(from ?? "")).toBe(86_400_000 - 1);
    expect(new Date(from ?? "").getHours()).toBe(0);
  });

  it("leaves out what it does not understand, and never carries an auth link", () => {
    expect(read("?from=soon&to=2026-13-40&outcome=perhaps&actor=&colour=red")).toEqual({});
    expect(read("?target=https%3A%2F%2Fapp.stackone.com%2Fembedded%3Ftoken%3Dabc")).toEqual({});
  });
});
