import type { StackOneState } from "@connect-console/shared/stackone-state";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { tokenOf } from "../running/simulator.ts";
import { sendWebhook, signWebhook, webhookBody } from "../running/webhook.ts";

let running: RunningConsole;
const perMinute = 60;
const environment = {
  STACKONE_WEBHOOK_SECRETS: "the-active-one,the-next-one",
  STACKONE_REQUESTS_PER_MINUTE: String(perMinute),
};
beforeAll(async () => {
  running = await startRunningConsole(environment);
});
afterAll(() => running.stop());
// what was asked in the minute before counts no more
beforeEach(() => running.passTime(61));

const send = (body: string, secret = "the-active-one") =>
  sendWebhook(running.url, body, signWebhook(body, secret));
const state = async () => (await running.staff.ask<StackOneState>("GET", "/api/stackone")).body;

/** A row that nobody watches, so that the tracker's next look is minutes away. */
async function restingLink(label: string, ownerId = "acme") {
  const all = await running.staff.watch();
  const choice = { ownerId, provider: "bamboohr", multiple: true, label };
  const { connectSession, authLink } = await running.staff.createLink(choice);
  const { id } = connectSession;
  const link = async () => {
    const act = { token: tokenOf(authLink), act: "form", provider: "bamboohr" } as const;
    return (await running.simulator.act(act)).account;
  };
  return {
    id,
    link,
    connected: async () => {
      const row = await all.until((one) => one.id === id && one.progress === "connected");
      all.close();
      return row;
    },
    newest: async () => (await running.staff.read(id)).timeline?.[0],
  };
}

describe("what StackOne sends", () => {
  test("turns a form customer's row that nobody watches, and the page knows when it came", async () => {
    const row = await restingLink("told");
    const before = Date.parse((await state()).webhooks.lastAt ?? "1970-01-01T00:00:00Z");
    await row.link();
    await row.connected();
    expect(await row.newest()).toMatchObject({ progress: "connected", evidence: "webhook" });
    const { configured, lastAt } = (await state()).webhooks;
    expect(configured).toBe(true);
    expect(Date.parse(String(lastAt))).toBeGreaterThan(before);
    const ready = await running.staff.ask<{ webhooks: unknown }>("GET", "/readyz");
    expect(ready.body.webhooks).toEqual({ configured, lastAt });
  });

  test.each(["sim:webhook-twice", "sim:webhook-out-of-order", "sim:webhook-second-secret"])(
    "%s is harmless",
    async (word) => {
      const row = await restingLink(word);
      await row.link();
      await row.connected();
      const deliveries = await running.simulator.webhookDeliveries();
      await expect
        .poll(async () => (await running.simulator.webhookDeliveries()).map((one) => one.status))
        .toEqual(deliveries.map(() => 204));
      const { timeline } = await running.staff.read(row.id);
      expect(timeline?.map(({ progress }) => progress)).toEqual([
        "connected",
        "waiting",
        "creating",
      ]);
    },
  );

  test("one that comes late, by the word sim:webhook-late, still tells", async () => {
    const row = await restingLink("sim:webhook-late");
    await row.link();
    await row.connected();
    expect(await row.newest()).toMatchObject({ evidence: "webhook" });
  });

  test.each(["sim:webhook-lost", "sim:webhook-wrong-secret", "sim:webhook-unknown-event"])(
    "%s: the console finds it by itself at its next look",
    async (word) => {
      const row = await restingLink(word);
      await row.link();
      await expect
        .poll(async () => (await running.simulator.webhookDeliveries()).at(-1))
        .not.toMatchObject({ state: "on its way" });
      expect((await running.staff.read(row.id)).progress).toBe("waiting");
      await running.passTime(301);
      await row.connected();
      expect(await row.newest()).toMatchObject({ evidence: "account" });
    },
  );

  test("an account that breaks soon after it was linked is told", async () => {
    const row = await restingLink("breaks");
    const account = await row.link();
    await row.connected();
    const all = await running.staff.watch();
    await running.simulator.changeAccount(String(account?.id), { status: "error" });
    await all.until(({ id, progress }) => id === row.id && progress === "connected_with_problem");
    all.close();
  });
});

describe("who may tell", () => {
  test("a wrong, a missing or a former secret and an altered body are refused", async () => {
    const body = webhookBody();
    const { lastAt } = (await state()).webhooks;
    expect(await send(body, "guessed")).toBe(401);
    expect(await sendWebhook(running.url, body)).toBe(401);
    expect(await send(body, "the-former-one")).toBe(401);
    const signature = signWebhook(body, "the-active-one");
    expect(await sendWebhook(running.url, `${body} `, signature)).toBe(401);
    expect(await sendWebhook(running.url, body.replace("acme", "globex"), signature)).toBe(401);
    expect((await state()).webhooks.lastAt).toBe(lastAt);
    expect([await send(body), await send(webhookBody(), "the-next-one")]).toEqual([204, 204]);
  });

  test("F21: more than a megabyte is too large, also when it is signed", async () => {
    const body = webhookBody({ setup_information: "x".repeat(1_100_000) });
    const signature = signWebhook(body, "the-active-one");
    // the console does not read on, so this connection serves nobody else
    const headers = { connection: "close" };
    expect(await sendWebhook(running.url, body, signature, headers)).toBe(413);
  });

  // a console of its own: what the others sent may still be counted here after their tests
  test("signed nonsense is taken and does nothing", async () => {
    const fresh = await startRunningConsole(environment);
    const counted = async (result: string): Promise<number> => {
      const text = await (await fetch(`${fresh.url}/metrics`)).text();
      return Number(
        new RegExp(`stackone_webhooks_total{result="${result}"} (\\d+)`).exec(text)?.[1] ?? 0,
      );
    };
    const bodies = ["", "{}", "null", "\u0000", webhookBody({ account_id: null, record_id: [] })];
    for (const body of bodies)
      expect(await sendWebhook(fresh.url, body, signWebhook(body, "the-active-one"))).toBe(204);
    // only what was accepted makes the console ask StackOne
    await expect.poll(() => counted("unreadable")).toBe(bodies.length);
    expect(await counted("accepted")).toBe(0);
    await fresh.stop();
  });
});

describe("how often", () => {
  test("the same event again asks StackOne nothing", async () => {
    const row = await restingLink("replayed", "wonka");
    const checked = async () => (await running.staff.read(row.id)).lastCheckedAt;
    const reads = async () =>
      (await running.simulator.requests()).items.filter(
        ({ path, query }) => path.endsWith("/accounts") && query.includes("wonka"),
      ).length;
    const body = webhookBody({ origin_owner_id: "wonka" });
    const before = await checked();
    await running.simulator.forgetRequests();
    expect(await send(body)).toBe(204);
    await expect.poll(checked).not.toBe(before);
    expect(await reads()).toBe(1);
    expect([await send(body), await send(body)]).toEqual([204, 204]);
    // a later event is looked at after whatever the repeated ones had set off
    const after = await checked();
    expect(await send(webhookBody({ origin_owner_id: "wonka" }))).toBe(204);
    await expect.poll(checked).not.toBe(after);
    expect(await reads()).toBe(2);
  });

  test("a thousand at once are all answered, cost a few reads, and the row is right", async () => {
    const row = await restingLink("stormed");
    await running.simulator.forgetRequests();
    const bodies = Array.from({ length: 1000 }, (_, one) =>
      webhookBody({ account_id: `acc_${one}`, event_date: new Date(one).toISOString() }),
    );
    const answers = await Promise.all(
      bodies.map(async (body, one) => {
        if (one === 500) await row.link();
        return send(body);
      }),
    );
    expect(new Set(answers)).toEqual(new Set([204]));
    await running.passTime(16);
    await row.connected();
    const { items } = await running.simulator.requests();
    const reads = items.filter(({ path }) => path.includes("/accounts"));
    expect(reads.length).toBeLessThanOrEqual(8);
    expect(items.length).toBeLessThan(perMinute);
  });

  test("the last one is known after a restart", async () => {
    await send(webhookBody());
    await expect.poll(async () => (await state()).webhooks.lastAt).not.toBeNull();
    const { lastAt } = (await state()).webhooks;
    await running.restart();
    const after = (await state()).webhooks.lastAt;
    expect(Math.abs(Date.parse(String(after)) - Date.parse(String(lastAt)))).toBeLessThan(2000);
  });
});
