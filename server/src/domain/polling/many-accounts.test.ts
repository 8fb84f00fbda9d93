import { describe, expect, test } from "vitest";
import { createConnectSession } from "../creation/create-connect-session.ts";
import { previewConnectSession } from "../creation/preview-connect-session.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { recentAccountsOfOwner } from "../owner/recent-accounts.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { createTestConsole } from "../testing/test-console.ts";

const year = 365 * 86_400_000;

async function owning(accounts: StackOneAccount[], counted = accounts.length) {
  const console = createTestConsole();
  await console.store.owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
  await console.store.owners.putCounts([{ id: "acme", name: "Acme Corp", accounts: counted }]);
  console.stackone.accounts = accounts;
  return console;
}
const many = (count: number, part: (index: number) => Partial<StackOneAccount> = () => ({})) =>
  Array.from({ length: count }, (_, index) =>
    makeAccount({
      id: `account-${index}`,
      provider: `provider-${index % 40}`,
      createdAt: Date.UTC(2026, 0, 15) - year,
      ...part(index),
    }),
  );
const input = { ownerId: "acme", expiresIn: 3600 };

describe("B15: an owner with very many accounts", () => {
  test.each([
    ["a provider", { provider: "bamboohr" }, 3],
    ["the customer's choice", {}, 1],
    ["always another", { provider: "bamboohr", multiple: true }, 0],
  ])("B15: the baseline keeps what can matter: %s", async (_, choice, expected) => {
    const one = { provider: "bamboohr", createdAt: Date.UTC(2026, 0, 15) - year };
    const named = [
      makeAccount({ id: "match", ...one }),
      makeAccount({ id: "other-name", ...one, ownerName: "Acme" }),
      makeAccount({ id: "second-other-name", ...one, ownerName: "ACME" }),
    ];
    const console = await owning([...many(1500), ...named]);
    const { connectSession } = await createConnectSession(
      console.staff(),
      { ...input, ...choice },
      "key-1",
    );
    const row = await console.store.connectSessions.get(connectSession.id);
    expect(row?.baseline?.accounts).toHaveLength(expected);
    for (const account of row?.baseline?.accounts ?? [])
      expect(Object.keys(account).toSorted()).toEqual([
        "connectorProfileId",
        "id",
        "label",
        "status",
        "type",
        "updatedAt",
      ]);
  });

  test("B15: an account of which nobody says when it was made is kept, so that it never reads as new", async () => {
    const console = await owning([
      makeAccount({ id: "undated", createdAt: null, provider: "lever" }),
    ]);
    const { connectSession } = await createConnectSession(console.staff(), input, "key-1");
    const row = await console.store.connectSessions.get(connectSession.id);
    expect(row?.baseline?.accounts.map(({ id }) => id)).toEqual(["undated"]);
  });

  test.each([
    ["by the directory, without reading them", many(3), 2_500, []],
    ["by the reading", many(2_001), 5, ["listAccountsOfOwners"]],
  ])("B15: above 2,000 it is refused with a sentence, %s", async (_, accounts, counted, asked) => {
    const console = await owning(accounts, counted);
    const outcome = await previewConnectSession(console.staff(), { ...input, provider: "lever" });
    expect(outcome.kind).toBe("blocked");
    expect(outcome.reasons[0]?.code).toBe("too_many_accounts");
    expect(outcome.sentence).toMatch(/^Blocked: Acme Corp has 2,\d{3} accounts\./);
    expect(console.stackone.calls.filter((call) => call === "listAccountsOfOwners")).toEqual(asked);
    await expect(
      createConnectSession(console.staff(), { ...input, provider: "lever" }, "key-1"),
    ).rejects.toMatchObject({ code: "blocked" });
    expect(console.stackone.requests).toEqual([]);
    // one account is read alone
    const [first] = accounts;
    const edit = { ...input, accountId: String(first?.id) };
    expect((await previewConnectSession(console.staff(), edit)).kind).toBe("edit");
  });

  test("B15: an owner with 10,000 accounts works where the budget allows it", async () => {
    const accounts = many(10_000);
    const console = await owning(accounts);
    console.stackone.copyRequestsPerMinute = 200;
    const choice = { ...input, provider: "lever" };
    expect((await previewConnectSession(console.staff(), choice)).kind).toBe("create");
    const { connectSession } = await createConnectSession(console.staff(), choice, "key-1");
    const row = await console.store.connectSessions.get(connectSession.id);
    expect(row?.baseline?.accounts).toEqual([]);
    console.stackone.copyRequestsPerMinute = 199;
    expect((await previewConnectSession(console.staff(), choice)).kind).toBe("blocked");
    // more than 20,000 are refused whatever the budget
    console.stackone.copyRequestsPerMinute = 100_000;
    await console.store.owners.putCounts([{ id: "acme", name: "Acme Corp", accounts: 20_001 }]);
    expect((await previewConnectSession(console.staff(), choice)).kind).toBe("blocked");
  });

  test("B15: the candidates of a blocked preview are bounded, and the sentence says how many there are", async () => {
    const console = await owning(many(300, () => ({ provider: "bamboohr" })));
    const outcome = await previewConnectSession(console.staff(), {
      ...input,
      provider: "bamboohr",
    });
    expect(outcome.candidates).toHaveLength(50);
    expect(outcome.sentence).toContain("300 accounts");
  });

  test("B15: one long reading is shared among people's previews and looks; a short one is read at each look", async () => {
    for (const [count, most] of [
      [500, 1],
      [50, 2],
    ] as const) {
      const console = await owning(many(count));
      const read = () => console.stackone.listAccountsOfOwners(["acme"], "watch");
      await previewConnectSession(console.staff("support", "one"), input);
      await previewConnectSession(console.staff("support", "two"), input);
      console.advance(1000);
      const { at, items } = await recentAccountsOfOwner(console, "acme", read);
      expect(items).toHaveLength(count);
      expect(at).toBe(console.clock.now() - (most === 1 ? 1000 : 0));
      const calls = console.stackone.calls.filter((call) => call === "listAccountsOfOwners");
      expect(calls).toHaveLength(most);
    }
  });
});
