import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testSimulator } from "./test-simulator.ts";

interface Received {
  body: string;
  signedBy: string;
  payload: Record<string, unknown>;
}

let received: Received[];
let wake: () => void;
let url: string;
let close: () => void;

const signature = (secret: string, body: string) =>
  createHmac("sha256", secret).update(body).digest("base64url");

beforeEach(async () => {
  received = [];
  wake = () => {};
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const given = request.headers["x-stackone-signature"];
      const signedBy = ["one", "two"].find((secret) => signature(secret, body) === given);
      received.push({
        body,
        signedBy: signedBy ?? "nobody",
        payload: JSON.parse(body) as Record<string, unknown>,
      });
      response.writeHead(204).end();
      wake();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  url = `http://127.0.0.1:${address.port}/hooks/stackone`;
  close = () => void server.close();
});
afterEach(() => close());

/** The first so many deliveries that came. */
async function arrived(count: number): Promise<Received[]> {
  while (received.length < count) await new Promise<void>((resolve) => (wake = resolve));
  return received;
}

interface List {
  items: { event: string; state: string; status: number | null; trouble: string[] }[];
}

async function sending(switches: object = {}) {
  const sim = testSimulator();
  const set = (change: object) => sim.json<List>("POST", "/_simulator/webhooks", change);
  await set({ url, secret: "one", secondSecret: "two", ...switches });
  const linkWith = async (label: string) => {
    const { token } = await sim.create({ provider: "bamboohr", multiple: true, label });
    return sim.act(token, "form");
  };
  return { ...sim, set, linkWith, list: () => sim.json<List>("GET", "/_simulator/webhooks") };
}

describe("webhooks", () => {
  test("a link is told with the documented payload, signed over the exact bytes", async () => {
    const { linkWith } = await sending();
    const { account } = await linkWith("told");
    const [first] = await arrived(1);
    expect(first?.signedBy).toBe("one");
    expect(first?.payload).toEqual({
      project_id: "simulator-27270",
      account_id: account?.id,
      event: "account.created",
      event_date: "2026-03-02T10:00:00.000Z",
      record_type: "account",
      record_id: account?.id,
      sent_at: "2026-03-02T10:00:00.000Z",
      provider: "bamboohr",
      origin_owner_id: "acme",
      origin_owner_name: "Acme Inc",
      setup_information: { subdomain: "subdomain-of-the-customer" },
    });
  });

  test("a change, a background break and an end are told too", async () => {
    const sim = await sending();
    await sim.json("POST", "/_simulator/accounts/acc_acme_bamboohr", { label: "new" });
    await sim.linkWith("sim:breaks-later");
    await sim.advance(31);
    await sim.json("DELETE", "/accounts/acc_acme_bamboohr");
    const events = (await arrived(4)).map(({ payload }) => String(payload["event"]));
    expect(events.toSorted((one, other) => one.localeCompare(other))).toEqual([
      "account.created",
      "account.deleted",
      "account.updated",
      "account.updated",
    ]);
  });

  test("whether a break in the background is told can be switched off", async () => {
    const sim = await sending();
    await sim.json("POST", "/_simulator/settings", { webhookOnStatusChange: false });
    await sim.linkWith("sim:breaks-later");
    await sim.advance(31);
    expect((await sim.list()).items.map(({ event }) => event)).toEqual(["account.created"]);
  });

  test.each(["sim:webhook-lost", ""])("lost by word or by switch: %j", async (word) => {
    const sim = await sending({ trouble: word === "" ? ["lost"] : [] });
    await sim.linkWith(word || "any");
    await sim.set({ trouble: [] });
    await sim.linkWith("heard");
    await arrived(1);
    const { items } = await sim.list();
    expect(items.map(({ state }) => state === "lost")).toEqual([true, false]);
    expect(received).toHaveLength(1);
  });

  test("late, twice, out of order, by another secret, of another event", async () => {
    const sim = await sending();
    await sim.linkWith("sim:webhook-late sim:webhook-twice");
    await arrived(2);
    expect(sim.slept).toEqual([5]);
    expect(received[0]?.body).toBe(received[1]?.body);

    await sim.linkWith("sim:webhook-out-of-order");
    const [, , newer, older] = await arrived(4);
    expect(String(newer?.payload["event_date"]) > String(older?.payload["event_date"])).toBe(true);

    await sim.linkWith("sim:webhook-second-secret");
    await arrived(5);
    await sim.linkWith("sim:webhook-wrong-secret");
    await arrived(6);
    await sim.linkWith("sim:webhook-unknown-event");
    const [second, wrong, unknown] = (await arrived(7)).slice(4);
    expect([second?.signedBy, wrong?.signedBy]).toEqual(["two", "nobody"]);
    expect(unknown?.payload["event"]).toBe("account.error");
  });

  test("deliveries are remembered without secret and signature; a reset keeps the address", async () => {
    const sim = await sending({ trouble: ["twice"] });
    await sim.linkWith("one");
    await arrived(2);
    await expect
      .poll(async () => (await sim.list()).items.map(({ status }) => status))
      .toEqual([204, 204]);
    const text = JSON.stringify(await sim.list());
    expect(text).not.toContain(signature("one", received[0]?.body ?? ""));
    await sim.json("POST", "/_simulator/reset");
    expect(await sim.list()).toEqual({ url, trouble: [], items: [] });
  });

  test("without an address nothing is sent, and an address that is none is refused", async () => {
    const sim = await sending({ url: null });
    await sim.linkWith("unheard");
    expect((await sim.list()).items).toEqual([]);
    expect((await sim.send("POST", "/_simulator/webhooks", { url: "nowhere" })).status).toBe(400);
  });
});
