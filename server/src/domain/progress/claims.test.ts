import type { RowPart } from "../testing/row-part.ts";
import { describe, expect, test } from "vitest";
import { decideClaims, type Candidate } from "./claims.ts";
import { accountToApi } from "../account-sync/to-api.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { EvidenceKind } from "./evidence.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { makeRow, start } from "../testing/followed-row.ts";

const candidate = (
  row: ConnectSessionRow,
  kind: EvidenceKind = "created",
  account: Partial<StackOneAccount> = {},
): Candidate => ({
  row,
  evidence: { kind, account: makeAccount(account), change: "created", at: start },
});
const row = (id: string, part: RowPart = {}) => makeRow({ id, lineageId: id, ...part });
const asking = (id: string, choices: RowPart) => row(id, choices);

/** row id → "certain" or "maybe with …" */
function decide(
  candidates: Candidate[],
  rows = candidates.map((one) => one.row),
): Record<string, string> {
  const { attributions } = decideClaims(rows, candidates, () => true);
  return Object.fromEntries(
    [...attributions].map(([id, [attribution]]) => [
      id,
      attribution?.certain ? "certain" : `maybe with ${attribution?.with.join()}`,
    ]),
  );
}

describe("an account that fits several rows", () => {
  test("a new one never goes to a link that edits another, though that one's profile is carried along", () => {
    const target = accountToApi(makeAccount({ id: "there-before" }));
    const editing = asking("editing", { connectorProfileId: "p-1" });
    const edits = { ...editing, predicted: { ...editing.predicted, account: target } };
    const made = { id: "made-now", connectorProfileId: "p-1" };
    expect(
      decide([candidate(row("makes"), "created", made), candidate(edits, "created", made)]),
    ).toEqual({
      makes: "certain",
    });
  });

  test("goes to the row whose own attempt is authenticated", () => {
    expect(decide([candidate(row("a")), candidate(row("b"), "attempt")])).toEqual({ b: "certain" });
  });

  test.each<[string, RowPart, RowPart, Partial<StackOneAccount>]>([
    [
      "profile",
      { connectorProfileId: "p-1" },
      { connectorProfileId: "p-2" },
      { connectorProfileId: "p-2" },
    ],
    ["type", { type: "production" }, { type: "test" }, { type: "test" }],
    ["label", { label: "A" }, { label: "B" }, { label: "B" }],
    ["label against none", {}, { label: "B" }, { label: "B" }],
    ["username", { username: "a" }, { username: "b" }, { username: "b" }],
  ])("is narrowed by %s", (_, first, second, account) => {
    expect(
      decide([
        candidate(asking("a", first), "created", account),
        candidate(asking("b", second), "created", account),
      ]),
    ).toEqual({
      b: "certain",
    });
  });

  test("stays with all of them, linked to each other, when nothing tells them apart", () => {
    expect(decide([candidate(row("a")), candidate(row("b"))])).toEqual({
      a: "maybe with b",
      b: "maybe with a",
    });
  });

  test("prefers links that may still be used to expired ones", () => {
    expect(decide([candidate(row("a", { progress: "expired" })), candidate(row("b"))])).toEqual({
      b: "certain",
    });
  });

  test.each<[string, RowPart]>([
    ["void link's, which still opens", { progress: "void" }],
    [
      "link's that has made an account and may make more",
      { progress: "connected", multiple: true },
    ],
  ])("may as well be the %s", (_, used) => {
    expect(decide([candidate(row("a", used)), candidate(row("b"))])).toEqual({
      a: "maybe with b",
      b: "maybe with a",
    });
  });

  test("goes to the link that was to make one, not to the one that was to edit another", () => {
    const outcome = { ...row("b").predicted, kind: "edit" as const };
    const edits = row("b", { predicted: { ...outcome, account: accountToApi(makeAccount()) } });
    const made = { id: "account-2" };
    expect(
      decide([candidate(row("a"), "created", made), candidate(edits, "created", made)]),
    ).toEqual({ a: "certain" });
  });

  test("is not decided before every candidate's attempt was read again, unless an attempt has decided", () => {
    const both = [candidate(row("a")), candidate(row("b"))];
    const rows = both.map((one) => one.row);
    expect(decideClaims(rows, both, ({ id }) => id === "a")).toEqual({
      attributions: new Map(),
      unread: ["b"],
    });
    const won = [candidate(row("a")), candidate(row("b"), "attempt")];
    expect([...decideClaims(rows, won, () => false).attributions.keys()]).toEqual(["b"]);
  });
});

test("a hint is never certain", () => {
  expect(decide([candidate(row("a"), "touched")])).toEqual({ a: "maybe with " });
});

describe("a hint about an account that several open links would edit", () => {
  const touched = (row: ConnectSessionRow) =>
    candidate(row, "touched", { id: "account-1", type: "test", label: "HR" });

  test("speaks for each of them, also where it came after one was made and is of another type", () => {
    const named = row("b", { accountId: "account-1" });
    const production = asking("a", { type: "production" });
    expect(decide([touched(production), touched(named)])).toEqual({
      a: "maybe with b",
      b: "maybe with a",
    });
    expect(decide([touched(row("a")), touched(asking("b", { label: "HR" }))])).toEqual({
      a: "maybe with b",
      b: "maybe with a",
    });
  });

  test("does not speak for one that asked for what the account has not", () => {
    expect(decide([touched(row("a")), touched(asking("b", { label: "IT" }))])).toEqual({
      a: "maybe with ",
    });
    const inVain = [asking("a", { label: "IT" }), asking("b", { label: "Sales" })];
    expect(Object.keys(decide(inVain.map(touched)))).toEqual(["a", "b"]);
  });
});

describe("a change of an account that several open links would edit", () => {
  const adopted = (row: ConnectSessionRow): Candidate => {
    const one = candidate(row, "took_on", { label: "HR" });
    return { ...one, evidence: { ...one.evidence, gained: ["label"] } };
  };
  const touched = (row: ConnectSessionRow) => candidate(row, "touched", { label: "HR" });

  test("goes to the one that asked for it", () => {
    expect(decide([touched(row("a")), adopted(asking("b", { label: "HR" }))])).toEqual({
      b: "certain",
    });
  });

  test("stays with both where both asked for it, also where one came before the account and the other names it", () => {
    const before = asking("a", { label: "HR" });
    const named = { ...asking("b", { label: "HR" }), accountId: "account-1" };
    const both = { a: "maybe with b", b: "maybe with a" };
    expect(decide([touched(before), adopted(named)])).toEqual(both);
    expect(decide([adopted(before), adopted(named)])).toEqual(both);
  });

  test("stays with both where it became active", () => {
    const named = row("b", { accountId: "account-1" });
    expect(decide([candidate(row("a"), "touched"), candidate(named, "activated")])).toEqual({
      a: "maybe with b",
      b: "maybe with a",
    });
  });

  test("is certain within one lineage", () => {
    const older = { ...asking("a", { label: "HR" }), supersededBy: "b", createdAt: start - 1 };
    const newest = { ...asking("b", { label: "HR" }), lineageId: "a", supersedes: "a" };
    expect(decide([touched(older), adopted(newest)])).toEqual({ b: "certain" });
  });
});

test("within a lineage the aim is shared; the newest hears that the earlier link was used", () => {
  const older = row("a", { supersededBy: "b", createdAt: start - 1 });
  const newest = row("b", { lineageId: "a", supersedes: "a" });
  const { attributions } = decideClaims([older, newest], [candidate(older, "attempt")], () => true);
  expect(attributions.get("b")?.[0]).toMatchObject({ certain: true, throughEarlierLink: true });
  expect(attributions.get("a")?.[0]).toMatchObject({ certain: true, throughEarlierLink: false });
  expect(decide([candidate(older), candidate(newest)])).toEqual({ a: "certain", b: "certain" });
});
