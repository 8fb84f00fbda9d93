import { describe, expect, it } from "vitest";
import { parseSearch, stringifySearch } from "../../search-parameters.ts";
import { filterOf, isFiltered, tabOf } from "./account-filter.ts";
import { accountSearch } from "./account-search.ts";

const read = (query: string) => accountSearch(parseSearch(query));

describe("the address of Accounts", () => {
  it("opens with what its customer must repair", () => {
    const search = read("");
    expect(tabOf(search)).toBe("customer");
    expect(filterOf(search)).toEqual({ status: ["error", "expired"] });
    expect(isFiltered(search)).toBe(false);
  });

  it("reads filters that are given once or several times", () => {
    const search = read("?tab=us&provider=bamboohr&ownerId=acme&ownerId=00123&q=a%20b");
    expect(filterOf(search)).toEqual({
      status: ["inactive", "suspended", "archived"],
      provider: ["bamboohr"],
      ownerId: ["acme", "00123"],
      q: "a b",
    });
    expect(isFiltered(search)).toBe(true);
    expect(read(stringifySearch(search))).toEqual(search);
  });

  it("shows all accounts where only statuses are named", () => {
    expect(tabOf(read("?status=suspended"))).toBe("all");
    expect(filterOf(read("?status=suspended"))).toEqual({ status: ["suspended"] });
  });

  it("never carries an auth link", () => {
    expect(read("?q=https%3A%2F%2Fapp.stackone.com%2Fembedded%3Ftoken%3Dabc")).toEqual({});
  });

  it("leaves out what it does not understand", () => {
    expect(read("?tab=broken&provider=&colour=red")).toEqual({});
  });
});
