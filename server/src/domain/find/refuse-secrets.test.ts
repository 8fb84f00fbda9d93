import { beforeEach, expect, test } from "vitest";
import { acceptDifference } from "../connect-session/accept-difference.ts";
import { addAccountNote } from "../account/add-note.ts";
import { addNote } from "../connect-session/add-note.ts";
import { addOwner } from "../owner/add.ts";
import { createConnectSession } from "../creation/create-connect-session.ts";
import type { DomainError } from "../domain-error.ts";
import { exportConnectSessions } from "../connect-session/export.ts";
import { handOverAccount } from "../account/hand-over.ts";
import { handOverConnectSession } from "../connect-session/hand-over.ts";
import { listAccounts } from "../account/list.ts";
import { listConnectSessions } from "../connect-session/list.ts";
import { listOwners } from "../owner/list.ts";
import { planOwnerImport } from "../owner-import/plan.ts";
import { makeAccount } from "../testing/fake-stackone.ts";
import { createTestConsole } from "../testing/test-console.ts";
import { piecesIn } from "./token-pieces.ts";
import { voidConnectSession } from "../connect-session/void.ts";

const token = "q7ZkT3vB9xYt0aLm2Nc4Pd6Rf8Sg1Uh5WiTXjTOe7Tz9KbV";
const texts = {
  whole: token,
  "in a sentence": `it is ${token}, please`,
  "first half": token.slice(0, 24),
  "second half": `rest: ${token.slice(24)}`,
  "two halves": `${token.slice(0, 24)} ${token.slice(24)}`,
  "many pieces": token.replace(/(.{7})/g, "$1 "),
  "two short pieces of it with words between": `${token.slice(0, 15)} and after that ${token.slice(15, 31)}`,
  "three pieces with a sentence between": `First ${token.slice(0, 15)}. Continue afterwards with ${token.slice(15, 27)}, then: ${token.slice(27)}!`,
  "pieces of four, numbered": pieces(4)
    .map((piece, at) => `${at + 1}. part: ${piece}`)
    .join("\n"),
};

/** The token in pieces of so many characters. */
function pieces(length: number): string[] {
  return token.match(new RegExp(`.{1,${length}}`, "g")) ?? [];
}

let app: ReturnType<typeof createTestConsole>;
let other: string;

beforeEach(async () => {
  app = createTestConsole();
  await app.store.owners.add({ id: "acme", name: "Acme Corp", source: "staff" });
  const read = { readAt: 1, brokenSince: null, goneAt: null };
  await app.store.accounts.put([{ ...makeAccount({ id: "one" }), ...read }]);
  const { connectSession } = await create({}, "first");
  await app.store.connectSessions.keepSecrets(connectSession.id, {
    token,
    authLink: `https://app.stackone.com/?token=${token}`,
  });
  // a row of somebody else's, in whose texts nobody looks for this token
  other = (await create({ label: "other", multiple: true }, "second")).connectSession.id;
});

const create = (input: object, key: string) =>
  createConnectSession(
    app.staff(),
    { ownerId: "acme", provider: "bamboohr", expiresIn: 3600, ...input },
    key,
  );

const entries: Record<string, (text: string) => Promise<unknown>> = {
  label: (text) => create({ label: text }, text),
  username: (text) => create({ username: text }, text),
  "metadata.ticket": (text) => create({ metadata: { ticket: text } }, text),
  text: (text) => addNote(app.staff(), other, { text }),
  "text of an account": (text) => addAccountNote(app.staff(), "one", { text }),
  ticket: (text) => handOverConnectSession(app.staff(), other, { ticket: text }),
  "ticket of an account": (text) => handOverAccount(app.staff(), "one", { ticket: text }),
  reason: (text) => voidConnectSession(app.staff(), other, { reason: text }),
  "reason of an acceptance": (text) =>
    acceptDifference(app.staff(), other, { problems: [], reason: text }),
  id: (text) => addOwner(app.staff("admin"), { id: text, name: "New" }),
  name: (text) => addOwner(app.staff("admin"), { id: "new", name: text }),
  q: (text) => listConnectSessions(app.staff(), { q: text }),
  "q of accounts": (text) => listAccounts(app.staff(), { q: text }),
  "q of owners": (text) => listOwners(app.staff(), { q: text }),
  "q of an export": (text) => exportConnectSessions(app.staff("admin"), { q: text }),
};

test.each(
  Object.keys(entries).flatMap((entry) => Object.keys(texts).map((text) => [entry, text] as const)),
)("C29: as %s a token is refused, %s", async (entry, name) => {
  const made = app.stackone.calls.length;
  const text = texts[name as keyof typeof texts];
  const failure = await entries[entry]?.(text).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "invalid_input" });
  expect(JSON.stringify(failure)).not.toContain(token.slice(0, 16));
  expect(String(failure)).not.toContain(token.slice(24, 40));
  const [field = ""] = entry.split(" ");
  expect(Object.keys((failure as DomainError).detail.fields ?? {})).toEqual([field]);
  expect(app.stackone.calls).toHaveLength(made);
});

test("C29: a file of owners is not a way around it, and does not give it back", async () => {
  async function* lines() {
    yield [
      { line: 1, id: token, name: "Acme", problem: null },
      { line: 2, id: "f0bc3d88-2178-5423-8c81-b81d6c9da824", name: "Bolt", problem: null },
    ];
  }
  const plan = await planOwnerImport(app.staff("admin"), lines(), { renames: false });
  expect(plan.rows.map(({ result }) => result)).toEqual(["error", "add"]);
  expect(JSON.stringify(plan)).not.toContain(token);
});

test("C29: where pieces are not known any more: the border of the rule", async () => {
  const isKnown = (text: string) =>
    listConnectSessions(app.staff(), { q: text }).then(
      () => false,
      ({ code }: DomainError) => code === "invalid_input",
    );
  const small = "wordlikepiecesof" + "thetokenbywhichweknowit";
  await app.store.connectSessions.keepSecrets(other, { token: small, authLink: "https://a.test" });
  // [known, passes]: by its length, by its look, by how much of the token is there, by order, by what is between
  for (const [known, passes] of [
    [pieces(4).join(" so "), pieces(3).join(" so ")],
    [
      `${small.slice(0, 8)} so ${small.slice(8, 16)}`,
      `${small.slice(0, 7)} so ${small.slice(7, 16)}`,
    ],
    [
      `${token.slice(0, 9)} and ${token.slice(9, 16)}`,
      `${token.slice(1, 9)} and ${token.slice(9, 31)}`,
    ],
    [
      `${token.slice(0, 9)} and ${token.slice(9, 16)}`,
      `${token.slice(9, 16)} and ${token.slice(0, 9)}`,
    ],
    [
      `${token.slice(0, 9)} second ${token.slice(9, 16)}`,
      `${token.slice(0, 9)} TKT-4711x ${token.slice(9, 16)}`,
    ],
  ] as const) {
    expect([known, await isKnown(known)]).toEqual([known, true]);
    expect([passes, await isKnown(passes)]).toEqual([passes, false]);
  }
});

test("C29: what is compared grows with the text, not faster", () => {
  for (const text of ["a1B2c3D4", "a1B2c3D4 ", "a1. ", ". ", "=", "abcdefgh afterwards "])
    for (const length of [1_000, 10_000])
      expect(piecesIn(text.repeat(length / text.length)).length).toBeLessThan(5 * length);
});

test("C29: ids and names as they are usual pass", async () => {
  for (const q of [
    "acme",
    "f0bc3d88-2178-5423-8c81-b81d6c9da824",
    "01JHMM0V7N8M2Q5X3R4T6Y8Z9A",
    "45355976281015164504",
  ])
    await expect(listConnectSessions(app.staff(), { q })).resolves.toBeDefined();
});
