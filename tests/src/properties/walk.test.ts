import { randomUUID } from "node:crypto";
import type { ConnectSession } from "@connect-console/shared/connect-session";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { tokenOf } from "../running/simulator.ts";

const step = fc.oneof(
  fc.record({
    kind: fc.constant("create" as const),
    provider: fc.constantFrom("bamboohr", "hubspot"),
    multiple: fc.boolean(),
    label: fc.option(fc.constantFrom("one", "two"), { nil: undefined }),
  }),
  fc.record({ kind: fc.constant("link" as const), which: fc.nat(5) }),
  fc.record({
    kind: fc.constant("begin" as const),
    which: fc.nat(5),
    ends: fc.constantFrom("oauth_deny" as const, "oauth_cancel" as const, "walk_away" as const),
  }),
  fc.record({ kind: fc.constant("break" as const), which: fc.nat(5) }),
  fc.record({ kind: fc.constant("void" as const), which: fc.nat(5) }),
  fc.record({ kind: fc.constant("reissue" as const), which: fc.nat(5) }),
  fc.record({ kind: fc.constant("pass" as const), seconds: fc.constantFrom(5, 130, 400, 4000) }),
);

let running: RunningConsole;
beforeAll(async () => {
  running = await startRunningConsole({
    STACKONE_REQUESTS_PER_MINUTE: "100000",
    LIMIT_REQUESTS_PER_MINUTE: "100000",
    LIMIT_CREATIONS_PER_MINUTE: "100000",
  });
});
afterAll(() => running.stop());

interface Walk {
  owner: { id: string; name: string };
  links: { id: string; token: string; provider: string; used: string[] }[];
}

async function take(
  walk: Walk,
  next: typeof step extends fc.Arbitrary<infer Step> ? Step : never,
): Promise<void> {
  const link =
    "which" in next ? walk.links[next.which % Math.max(1, walk.links.length)] : undefined;
  switch (next.kind) {
    case "create": {
      const { kind: _, ...choice } = next;
      const answer = await running.staff.create({
        ownerId: walk.owner.id,
        expiresIn: 3600,
        ...choice,
      });
      if (answer.status === 201)
        walk.links.push({
          id: answer.body.connectSession.id,
          token: tokenOf(String(answer.body.authLink)),
          provider: next.provider,
          used: [],
        });
      break;
    }
    case "link": {
      if (link === undefined) break;
      const act = link.provider === "hubspot" ? "oauth_approve" : "form";
      const done = await running.simulator
        .act({ token: link.token, act, provider: link.provider })
        .catch(() => null);
      if (done?.account) link.used.push(done.account.id);
      break;
    }
    case "begin": {
      if (link?.provider !== "hubspot") break;
      await running.simulator
        .act({ token: link.token, act: "oauth_start", provider: "hubspot" })
        .catch(() => null);
      await running.simulator
        .act({ token: link.token, act: next.ends, provider: "hubspot" })
        .catch(() => null);
      break;
    }
    case "break": {
      const id = link?.used.at(-1);
      if (id !== undefined) await running.simulator.changeAccount(id, { status: "error" });
      break;
    }
    case "void":
      if (link !== undefined) await running.staff.act(link.id, "void");
      break;
    case "reissue": {
      if (link === undefined) break;
      const answer = await running.staff.reissue(link.id);
      if (answer.status === 201)
        walk.links.push({
          id: answer.body.connectSession.id,
          token: tokenOf(String(answer.body.authLink)),
          provider: link.provider,
          used: [],
        });
      break;
    }
    case "pass":
      await running.passTime(next.seconds);
      break;
    default:
      next satisfies never;
  }
}

async function lookAtAll(walk: Walk): Promise<ConnectSession[]> {
  for (const { id } of walk.links) await running.staff.act(id, "check");
  return Promise.all(walk.links.map(({ id }) => running.staff.read(id)));
}

function expectTruth(walk: Walk, rows: ConnectSession[]): void {
  const used = new Map(walk.links.map((link) => [link.id, link]));
  const lineageOf = (row: ConnectSession): string => {
    const before = rows.find(({ id }) => id === row.supersedes);
    return before === undefined ? row.id : lineageOf(before);
  };
  const claimed = new Map<string, string>();
  for (const row of rows) {
    const link = used.get(row.id);
    const lineage = lineageOf(row);
    const lineageUsed = rows
      .filter((other) => lineageOf(other) === lineage)
      .flatMap(({ id }) => used.get(id)?.used ?? []);
    if (row.progress === "connected" || row.progress === "connected_with_problem") {
      expect(lineageUsed, `${row.progress} without the customer having been there`).toContain(
        row.account?.id,
      );
      const account = String(row.account?.id);
      if (row.predicted.kind === "create") {
        expect(claimed.get(account) ?? lineage, "an account of two lineages").toBe(lineage);
        claimed.set(account, lineage);
      }
    }
    if (link !== undefined && link.used.length > 0 && row.supersededBy === null)
      expect(row.progress, "a used link").not.toBe("expired");
  }
}

test("over random walks no state is claimed that the simulator denies", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const walk: Walk = {
        owner: { id: `walk-${randomUUID()}`, name: `Walk ${randomUUID()}` },
        links: [],
      };
      await running.staff.ask("POST", "/api/owners", walk.owner);
      for (const next of steps) {
        await take(walk, next);
        expectTruth(walk, await lookAtAll(walk));
      }
      await running.passTime(3600 + 900);
      const rows = await lookAtAll(walk);
      expectTruth(walk, rows);
      for (const row of rows)
        expect(
          ["creating", "waiting", "signing_in", "stalled"],
          "open after its end",
        ).not.toContain(row.progress);
    }),
    { numRuns: 40 },
  );
}, 180_000);

test("StackOne is never asked more often than the budget allows, and presses that find no room say so", async () => {
  const budget = 40;
  const tight = await startRunningConsole({ STACKONE_REQUESTS_PER_MINUTE: String(budget) });
  try {
    const { connectSession } = await tight.staff.createLink({ ownerId: "acme", provider: "ashby" });
    const streams = await Promise.all([tight.staff.watch(connectSession.id), tight.staff.watch()]);
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, press) =>
        tight.staff.create({
          ownerId: "acme",
          provider: "okta",
          multiple: true,
          label: `press ${press}`,
        }),
      ),
    );
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) expect(answer.body.error.code).toBe("stackone_rate_limited");
    for (const stream of streams) stream.close();
    const { items } = await tight.simulator.requests();
    const times = items
      .filter(({ path }) => !path.startsWith("/_simulator"))
      .map(({ at }) => new Date(at).getTime());
    const busiest = Math.max(
      ...times.map(
        (time) => times.filter((other) => other >= time && other < time + 60_000).length,
      ),
    );
    expect(busiest).toBeLessThanOrEqual(budget);
  } finally {
    await tight.stop();
  }
}, 60_000);
