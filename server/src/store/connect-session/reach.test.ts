import { expect, test } from "vitest";
import { isReached } from "../../domain/outcome/link-reach.ts";
import { openTestStore } from "../testing/fixtures.ts";
import { makeRow } from "../testing/make-row.ts";

test("W4: the store finds the open links that a reach meets, and only those", async () => {
  const { store } = await openTestStore();
  const keys = ["bamboohr", "lever", null];
  const lists = [[], ["hris"], ["ats"], ["hris", "ats"], ["it's"]];
  const rows = keys.flatMap((provider) =>
    lists.map((categories) =>
      makeRow({
        id: `${provider} ${categories.join()}`,
        provider,
        categories,
        owner: { id: `${provider} ${categories.join()}`, name: "Acme" },
      }),
    ),
  );
  for (const row of rows) await store.connectSessions.insert(row);
  for (const provider of [...keys, "it's"])
    for (const apart of [[], ["lever"], ["bamboohr", "it's"]])
      for (const categories of [null, ["hris"], ["ats", "it's"]]) {
        const reach = { provider, apart, categories };
        const found = await Promise.all(
          rows.map(({ owner }) => store.connectSessions.openFor(owner.id, reach, null)),
        );
        expect(found.flat().map(({ id }) => id)).toEqual(
          rows.filter((row) => isReached(reach, row)).map(({ id }) => id),
        );
      }
});
