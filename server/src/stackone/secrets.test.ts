import { inspect } from "node:util";
import { expect, test } from "vitest";
import { Secret } from "../domain/ports/secret.ts";
import { key, no, type Reply, request, setUp, token, byToken } from "./testing/fake-stackone.ts";

test("neither key nor token nor link is in an error or a log line", async () => {
  const evil = `key ${key} basic ${btoa(`${key}:`)} token ${token} at https://app.stackone.com/?token=${token}\u0007 ${"x".repeat(500)}`;
  const replies: Reply[] = [400, 401, 404, 429, 500].map(
    (status) => (_, response) => no(response, status, evil),
  );
  replies.push(
    (_, response) => void response.writeHead(201).end(evil),
    (_, response) => void response.socket?.resetAndDestroy(),
  );
  for (const reply of replies) {
    const { client, logged } = await setUp(reply);
    const calls = [
      client.createConnectSession(request),
      client.readAccount("a", "interactive"),
      client.readAttempt(byToken, "interactive"),
      client.listProviders("copy"),
    ];
    const results: unknown[] = (await Promise.allSettled(calls)).map((result): unknown =>
      result.status === "rejected" ? result.reason : result.value,
    );
    const printed = [...results, logged, client.state(), client]
      .map((value) =>
        [String(value), JSON.stringify(value), inspect(value, { depth: 9 })].join(" "),
      )
      .join("\n");
    for (const secret of [key, btoa(`${key}:`), token, "stackone.com/", "\u0007"])
      expect(printed).not.toContain(secret);
  }
  expect(
    `${String(new Secret(key))} ${JSON.stringify({ key: new Secret(key) })} ${inspect(new Secret(key))}`,
  ).toBe('[redacted] {"key":"[redacted]"} [redacted]');
});
