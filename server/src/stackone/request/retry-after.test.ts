import { expect, test } from "vitest";
import { failure, json, no, setUp, account } from "../testing/fake-stackone.ts";

const far = "Wed, 25 Nov 2099 00:00:00 GMT";

test.each([far, "31536000", "3601"])(
  "B9: one 429 with Retry-After %s does not stop the console for good",
  async (retryAfter) => {
    let isOver = false;
    const { client, pass, requests } = await setUp(({ url }, response) => {
      if (!isOver) return no(response, 429, "Slow down", { "retry-after": retryAfter });
      if (url.pathname === "/accounts/a") return json(response, 200, account("a"));
      no(response, 404);
    });
    const first = await failure(client.readAccount("a", "watch"));
    expect(first).toMatchObject({ failure: "rate_limited", retryAfter: 3600 });
    expect(first.message).toMatch(
      /^Slow down. It asks us to wait for .+ you may try after a minute$/,
    );
    expect(client.state()).toMatchObject({
      state: "rate_limited",
      message: first.message,
      retryIn: 3600,
    });
    isOver = true;
    requests.length = 0;
    expect(await failure(client.readAccount("a", "interactive"))).toMatchObject({ retryAfter: 60 });
    pass(60_000);
    expect(await client.readAccount("a", "interactive")).toMatchObject({ id: "a" });
    expect(client.state().state).toBe("ready");
    expect(await failure(client.readAccount("a", "watch"))).toMatchObject({ retryAfter: 3540 });
    pass(3_540_000);
    expect(await client.readAccount("a", "watch")).toMatchObject({ id: "a" });
  },
);

test.each(["3600", "30", "0"])("Retry-After %s is kept as it is", async (retryAfter) => {
  const { client } = await setUp((_, response) =>
    no(response, 429, "Slow down", { "retry-after": retryAfter }),
  );
  expect((await failure(client.readAccount("a", "copy"))).message).toBe("Slow down");
});
