import { once } from "node:events";
import { expect, test } from "vitest";
import { account, failure, json, no, type Reply, setUp } from "../testing/fake-stackone.ts";

test("deletes with the key, by the id as it is, and takes the account as the answer", async () => {
  const { client, requests } = await setUp((_, response) => json(response, 200, account("a/1")));
  expect(await client.deleteAccount("a/1", "interactive")).toBe("deleted");
  expect(requests).toMatchObject([
    { method: "DELETE", url: { pathname: "/accounts/a%2F1" }, body: "" },
  ]);
});

test("404: it is gone", async () => {
  const { client } = await setUp((_, response) => no(response, 404, "Account not found"));
  expect(await client.deleteAccount("a", "interactive")).toBe("gone");
});

test.each<[string, Reply, object]>([
  [
    "400",
    (_, response) => no(response, 400, "bad"),
    { failure: "rejected", mayHaveActed: false, message: "bad" },
  ],
  ["412", (_, response) => no(response, 412), { failure: "rejected", mayHaveActed: false }],
  ["500", (_, response) => no(response, 500), { failure: "unavailable", mayHaveActed: true }],
  [
    "502 as HTML",
    (_, response) => void response.writeHead(502).end("<html>"),
    { failure: "unavailable", mayHaveActed: true },
  ],
  [
    "302",
    (_, response) => void response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
    { failure: "unavailable", mayHaveActed: true },
  ],
  [
    "204",
    (_, response) => void response.writeHead(204).end(),
    { failure: "unavailable", mayHaveActed: true },
  ],
  [
    "200 not JSON",
    (_, response) => void response.writeHead(200).end("deleted"),
    { failure: "unavailable", mayHaveActed: true },
  ],
  [
    "200 about another account",
    (_, response) => json(response, 200, account("b")),
    { failure: "unavailable", mayHaveActed: true },
  ],
  [
    "reset",
    (_, response) => void response.socket?.resetAndDestroy(),
    { failure: "unavailable", mayHaveActed: true },
  ],
  [
    "no answer",
    () => undefined,
    { failure: "unavailable", mayHaveActed: true, message: "StackOne did not answer in time" },
  ],
  [
    "429 for long",
    (_, response) => no(response, 429, "slow down", { "retry-after": "90" }),
    { failure: "rate_limited", mayHaveActed: false },
  ],
])("asked once, whatever StackOne may have done: %s", async (_, reply, expected) => {
  const { client, requests } = await setUp(reply, { timeouts: { create: 300, read: 300 } });
  expect(await failure(client.deleteAccount("a", "interactive"))).toMatchObject(expected);
  expect(requests).toHaveLength(1);
});

test("E6: a key that may read and not delete is said to lack the permission", async () => {
  const { client, requests } = await setUp(({ method }, response) =>
    method === "DELETE" ? no(response, 403, "Forbidden resource") : json(response, 200, []),
  );
  expect(await failure(client.deleteAccount("a", "interactive"))).toMatchObject({
    failure: "rejected",
    mayHaveActed: false,
    message: expect.stringMatching(/lacks a permission/),
  });
  expect(requests.filter(({ method }) => method === "DELETE")).toHaveLength(1);
});

test("a refused connection never acted", async () => {
  const { client, server } = await setUp(() => undefined);
  server.close();
  await once(server, "close");
  expect(await failure(client.deleteAccount("a", "interactive"))).toMatchObject({
    failure: "unreachable",
    mayHaveActed: false,
  });
  server.listen(0);
});
