import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { createSecretBox } from "../secret/secret-box.ts";
import { StoreError } from "../../domain/ports/store-error.ts";
import { bytesIn, key, openTestStore, temporaryDirectory } from "../testing/fixtures.ts";
import { makeRow } from "../testing/make-row.ts";

const secrets = {
  authLink: "https://hub.example.test/start?token=very-secret-token-in-a-link",
  token: "very-secret-token-alone",
};

test("link and token come back, and nothing of them can be read in the files", async () => {
  const { store, directory } = await openTestStore();
  await store.connectSessions.insert(makeRow({ id: "a" }));
  await store.connectSessions.keepSecrets("a", secrets);
  expect(await store.connectSessions.readSecrets("a")).toEqual(secrets);
  expect(await store.connectSessions.readSecrets("b")).toBeUndefined();
  const bytes = bytesIn(directory);
  expect(bytes.includes(createSecretBox([key(1)]).fingerprint(secrets.authLink))).toBe(true);
  expect(bytes.includes("very-secret")).toBe(false);
});

test.each(["alone", "inside a transaction", "after a restart"])(
  "after a wipe %s not even the ciphertext is left; the fingerprint is",
  async (where) => {
    const directory = temporaryDirectory();
    let { store } = await openTestStore(directory);
    await store.connectSessions.insert(makeRow({ id: "a" }));
    await store.connectSessions.keepSecrets("a", secrets);
    if (where === "after a restart") {
      await store.close();
      ({ store } = await openTestStore(directory));
    }
    const sealed = sealedIn(directory);
    expect(sealed).toHaveLength(2);
    const before = bytesIn(directory);
    expect(sealed.every((text) => before.includes(text))).toBe(true);
    if (where === "inside a transaction")
      await store.transaction((tx) => tx.connectSessions.wipeSecrets("a"));
    else await store.connectSessions.wipeSecrets("a");
    expect(await store.connectSessions.readSecrets("a")).toBeUndefined();
    const bytes = bytesIn(directory);
    for (const text of sealed) {
      expect(bytes.includes(text)).toBe(false);
      expect(bytes.includes(text.slice(-40))).toBe(false);
    }
    expect(bytes.includes(createSecretBox([key(1)]).fingerprint(secrets.authLink))).toBe(true);
  },
);

test("W3: a link that was wiped alone leaves the token, which is no secret that is handed out, until that is wiped too", async () => {
  const { store, directory } = await openTestStore();
  await store.connectSessions.insert(makeRow({ id: "a" }));
  await store.connectSessions.keepSecrets("a", secrets);
  expect(sealedIn(directory)).toHaveLength(2);
  await store.connectSessions.wipeLink("a");
  expect(await store.connectSessions.readSecrets("a")).toBeUndefined();
  expect(await store.connectSessions.readToken("a")).toBe(secrets.token);
  expect(bytesIn(directory).includes("very-secret")).toBe(false);
  await store.connectSessions.wipeSecrets("a");
  expect(await store.connectSessions.readToken("a")).toBeUndefined();
  expect(sealedIn(directory).filter((text) => text !== null)).toEqual([]);
});

test("a reader from outside delays the scrubbing, never the work; it is made up for at the next change", async () => {
  const { store, directory } = await openTestStore();
  await store.connectSessions.insert(makeRow({ id: "a" }));
  await store.connectSessions.keepSecrets("a", secrets);
  const [sealed = ""] = sealedIn(directory);
  const backup = new Database(join(directory, "store.sqlite"));
  backup.exec("begin; select count(*) from auth_links");
  backup.prepare("select * from auth_links").all();
  await store.connectSessions.wipeSecrets("a");
  expect(await store.connectSessions.readSecrets("a")).toBeUndefined();
  expect(bytesIn(directory).includes(sealed)).toBe(true);
  backup.close();
  await store.transaction((tx) => tx.connectSessions.get("a"));
  expect(bytesIn(directory).includes(sealed)).toBe(false);
});

test("B20: a new key encrypts, an old one still decrypts, what a missing one sealed is no longer held", async () => {
  const { store, directory } = await openTestStore();
  for (const id of ["a", "b"]) await store.connectSessions.insert(makeRow({ id }));
  await store.connectSessions.keepSecrets("a", secrets);
  await store.close();

  const rotated = await openTestStore(directory, [key(2), key(1)]);
  expect(await rotated.store.connectSessions.readSecrets("a")).toEqual(secrets);
  await rotated.store.connectSessions.keepSecrets("b", secrets);
  await rotated.store.close();

  const { store: newest } = await openTestStore(directory, [key(2)]);
  expect(await newest.connectSessions.readSecrets("b")).toEqual(secrets);
  expect(await newest.connectSessions.readSecrets("a")).toBeUndefined();
  expect(await newest.connectSessions.unreadableSecrets()).toEqual(["a"]);
  await newest.connectSessions.wipeSecrets("a");
  expect(await newest.connectSessions.unreadableSecrets()).toEqual([]);
});

const half = "first-half-of-a-token-";
const long = { authLink: "https://hub.example.test/x", token: `${half}and-its-second-half` };

test("a link and its token find their row: before and after the wipe, and after a new key as long as the old one is known", async () => {
  const { store, directory } = await openTestStore();
  const row = makeRow({ id: "a" });
  await store.connectSessions.insert(row);
  await store.connectSessions.keepSecrets("a", secrets);
  const byLink = { links: [secrets.authLink], tokens: [] };
  const byToken = { links: [], tokens: ["other", secrets.token] };
  const other = { links: [`${secrets.authLink}x`], tokens: [`${secrets.token}x`] };
  for (const candidates of [byLink, byToken])
    expect(await store.connectSessions.ofSecrets(candidates)).toEqual([row]);
  expect(await store.connectSessions.ofSecrets(other)).toEqual([]);
  expect(await store.connectSessions.ofSecrets({ links: [], tokens: [] })).toEqual([]);
  await store.connectSessions.wipeSecrets("a");
  for (const candidates of [byLink, byToken])
    expect(await store.connectSessions.ofSecrets(candidates)).toEqual([row]);
  await store.close();
  const { store: rotated } = await openTestStore(directory, [key(2), key(1)]);
  for (const candidates of [byLink, byToken])
    expect(await rotated.connectSessions.ofSecrets(candidates)).toEqual([row]);
});

test("C29: a token is known in a text, whole or by a half of it as long as it is held", async () => {
  const { store, directory } = await openTestStore();
  for (const id of ["a", "b"]) await store.connectSessions.insert(makeRow({ id }));
  await store.connectSessions.keepSecrets("a", long);
  await store.connectSessions.keepSecrets("b", { ...long, token: `${half}another-second-half` });
  const isSecretIn = (text: string) => store.connectSessions.isSecretIn(text);
  const second = long.token.slice(half.length);
  for (const text of [
    long.token,
    `see ${long.token}.`,
    `(${second})`,
    `${second.slice(0, 7)} ${second.slice(7)}`,
    `${second.slice(0, 7)}”, “${second.slice(7)}`,
  ])
    expect([text, await isSecretIn(text)]).toEqual([text, true]);
  // what two tokens begin with tells nothing
  for (const text of [
    "",
    "Acme",
    half,
    "an ordinary note about the second customer",
    second.slice(9),
  ])
    expect([text, await isSecretIn(text)]).toEqual([text, false]);
  await store.connectSessions.wipeSecrets("a");
  expect(await isSecretIn(second)).toBe(false);
  expect(await isSecretIn(`see ${long.token}.`)).toBe(true);
  expect(bytesIn(directory).includes(second.slice(-16))).toBe(false);
});

test("C29: tokens that were kept before there were fingerprints get them at the next start", async () => {
  const { store, directory } = await openTestStore();
  await store.connectSessions.insert(makeRow({ id: "a" }));
  await store.connectSessions.keepSecrets("a", long);
  await store.close();
  const older = new Database(join(directory, "store.sqlite"));
  older.exec("update auth_links set token_fingerprint = null; delete from auth_link_pieces");
  older.close();
  const { store: newer } = await openTestStore(directory);
  expect(await newer.connectSessions.isSecretIn(long.token.slice(half.length))).toBe(true);
  expect(await newer.connectSessions.ofSecrets({ links: [], tokens: [long.token] })).toHaveLength(
    1,
  );
  await newer.close();
});

test("what was sealed for one row and field opens nowhere else, nor when changed", () => {
  const box = createSecretBox([key(1)]);
  const sealed = box.seal("text", ["row", "link"]);
  expect(box.open(sealed, ["row", "link"])).toBe("text");
  expect(box.seal("text", ["row", "link"])).not.toBe(sealed);
  for (const place of [
    ["row", "token"],
    ["other", "link"],
  ])
    expect(() => box.open(sealed, place)).toThrow(StoreError);
  const changed = sealed.replace(/.$/, (last) => (last === "A" ? "Q" : "A"));
  expect(() => box.open(changed, ["row", "link"])).toThrow(StoreError);
  expect(() => box.open(`${sealed.split(".")[0]}.AAAA`, ["row", "link"])).toThrow(StoreError);
});

test("keys that are too short are refused", () => {
  expect(() => createSecretBox([new Uint8Array(31)])).toThrow(/32 bytes/);
  expect(() => createSecretBox([])).toThrow(/32 bytes/);
});

/** Read past the console, as a backup does. */
function sealedIn(directory: string): string[] {
  const sqlite = new Database(join(directory, "store.sqlite"), { readonly: true });
  try {
    return sqlite
      .prepare("select link from auth_links union select token from auth_links")
      .pluck()
      .all() as string[];
  } finally {
    sqlite.close();
  }
}
