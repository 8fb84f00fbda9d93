import type { ConnectSession } from "@connect-console/shared/connect-session";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type RunningConsole, startRunningConsole } from "../running/console.ts";
import { type CustomerAct, type SimulatedAccount, tokenOf } from "../running/simulator.ts";
import { newOwner, seed, useWalkConsole } from "./walk-console.ts";

const which = fc.nat(5);
const label = fc.option(fc.constantFrom("one", "two"), { nil: undefined });
const step = fc.oneof(
  fc.record({
    kind: fc.constant("create" as const),
    provider: fc.constantFrom("bamboohr", "hubspot"),
    connectorProfileId: fc.option(fc.constant("prof_hubspot_v2"), { nil: undefined, freq: 2 }),
    multiple: fc.boolean(),
    label,
  }),
  fc.record({ kind: fc.constant("edit" as const), which, label }),
  fc.record({ kind: fc.constant("link" as const), which }),
  fc.record({
    kind: fc.constant("begin" as const),
    which,
    ends: fc.constantFrom("oauth_deny" as const, "oauth_cancel" as const, "walk_away" as const),
  }),
  fc.record({ kind: fc.constant("break" as const), which }),
  // The company's product: an account of another type, so that no link of ours could have made it; or one that is saved again.
  fc.record({ kind: fc.constant("product" as const), saves: fc.boolean(), which }),
  fc.record({ kind: fc.constant("answer" as const), which }),
  fc.record({ kind: fc.constant("void" as const), which }),
  fc.record({ kind: fc.constant("reissue" as const), which }),
  fc.record({ kind: fc.constant("pass" as const), seconds: fc.constantFrom(5, 130, 400, 4000) }),
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

const walked = useWalkConsole();

interface Link {
  id: string;
  token: string;
  provider: string;
  /** accounts that customers linked through it, as the simulator did it */
  used: string[];
}
interface Walk {
  owner: { id: string; name: string };
  links: Link[];
}

const pick = <Item>(items: Item[], which: number): Item | undefined =>
  items[which % Math.max(1, items.length)];

function keep(
  walk: Walk,
  { status, body }: Awaited<ReturnType<RunningConsole["staff"]["create"]>>,
  provider: string,
): void {
  if (status !== 201) return;
  const token = tokenOf(String(body.authLink));
  walk.links.push({ id: body.connectSession.id, token, provider, used: [] });
}

/** The customer; a link that StackOne refuses by now changes nothing. */
async function customer(link: Link, act: CustomerAct["act"]): Promise<string | undefined> {
  const { token, provider } = link;
  const done = await walked()
    .simulator.act({ token, act, provider })
    .catch(() => null);
  return done?.account?.id;
}

async function accountsOf(walk: Walk): Promise<SimulatedAccount[]> {
  return (await walked().simulator.state()).accounts.filter(
    ({ ownerId }) => ownerId === walk.owner.id,
  );
}

/** What staff answer to "Looks connected": the truth, as the customer would tell it on the telephone. */
async function answerTruly(link: Link): Promise<void> {
  const row = await walked().staff.read(link.id);
  if (row.progress !== "likely_connected") return;
  const done = link.used.includes(String(row.account?.id));
  await walked().staff.act(link.id, "confirm", { done });
}

async function take(walk: Walk, next: Step): Promise<void> {
  const { staff, simulator, passTime } = walked();
  const link = "which" in next ? pick(walk.links, next.which) : undefined;
  const ownerId = walk.owner.id;
  switch (next.kind) {
    case "create": {
      const { kind: _, connectorProfileId, ...choice } = next;
      const profile = next.provider === "hubspot" ? { connectorProfileId } : {};
      keep(walk, await staff.create({ ownerId, ...choice, ...profile }), next.provider);
      break;
    }
    case "edit": {
      const account = pick(await accountsOf(walk), next.which);
      if (account === undefined) break;
      const input = { ownerId, accountId: account.id, label: next.label };
      keep(walk, await staff.create(input), account.provider);
      break;
    }
    case "link": {
      if (link === undefined) break;
      const used = await customer(link, link.provider === "hubspot" ? "oauth_approve" : "form");
      if (used !== undefined) link.used.push(used);
      break;
    }
    case "begin":
      if (link?.provider !== "hubspot") break;
      await customer(link, "oauth_start");
      await customer(link, next.ends);
      break;
    case "break": {
      const id = link?.used.at(-1);
      if (id !== undefined) await simulator.changeAccount(id, { status: "error" });
      break;
    }
    case "product": {
      const accounts = await accountsOf(walk);
      const account = pick(accounts, next.which);
      if (next.saves && account) await simulator.changeAccount(account.id, {});
      // beside another one it is not documented which of them a link then edits
      if (!next.saves && accounts.length === 0)
        await simulator.addAccount({
          ownerId,
          ownerName: walk.owner.name,
          provider: "bamboohr",
          type: "test",
        });
      break;
    }
    case "answer":
      if (link !== undefined) await answerTruly(link);
      break;
    case "void":
      if (link !== undefined) await staff.act(link.id, "void");
      break;
    case "reissue":
      if (link !== undefined) keep(walk, await staff.reissue(link.id), link.provider);
      break;
    case "pass":
      await passTime(next.seconds);
      break;
    default:
      next satisfies never;
  }
}

async function lookAtAll(walk: Walk): Promise<ConnectSession[]> {
  for (const { id } of walk.links) await walked().staff.act(id, "check");
  return Promise.all(walk.links.map(({ id }) => walked().staff.read(id)));
}

function expectTruth(walk: Walk, rows: ConnectSession[]): void {
  const used = new Map(walk.links.map((link) => [link.id, link]));
  const lineageOf = (row: ConnectSession): string => {
    const before = rows.find(({ id }) => id === row.supersedes);
    return before === undefined ? row.id : lineageOf(before);
  };
  const claimed = new Map<string, { lineage: string; row: ConnectSession }>();
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
        const before = claimed.get(account);
        // the second one edited what the first one made, which is a problem on both
        for (const one of before && before.lineage !== lineage ? [before.row, row] : [])
          expect(
            one.problems.map(({ code }) => code),
            "two links at one account",
          ).toContain("shared_account");
        claimed.set(account, { lineage, row });
      }
    }
    if (link !== undefined && link.used.length > 0 && row.supersededBy === null)
      expect(row.progress, "a used link").not.toBe("expired");
  }
}

/** Two links that both ask for the label: one from before the account, and one that edits it. The first one is used. */
const foundOnce: Step[] = [
  {
    kind: "create",
    provider: "bamboohr",
    connectorProfileId: undefined,
    multiple: false,
    label: "one",
  },
  { kind: "product", saves: false, which: 0 },
  {
    kind: "create",
    provider: "bamboohr",
    connectorProfileId: undefined,
    multiple: false,
    label: "one",
  },
  { kind: "link", which: 0 },
];

/** Two links for one new account, used one after the other: the second edits what the first made. */
const usedTwice: Step[] = [
  ...[0, 1].map((): Step => ({
    kind: "create",
    provider: "hubspot",
    connectorProfileId: undefined,
    multiple: false,
    label: undefined,
  })),
  { kind: "link", which: 0 },
  { kind: "link", which: 1 },
];

test("over random walks no state is claimed that the simulator denies", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const walk: Walk = {
        owner: newOwner(),
        links: [],
      };
      await walked().staff.ask("POST", "/api/owners", walk.owner);
      for (const next of steps) {
        await take(walk, next);
        expectTruth(walk, await lookAtAll(walk));
      }
      await walked().passTime(3600 + 900);
      const rows = await lookAtAll(walk);
      expectTruth(walk, rows);
      for (const row of rows)
        expect(
          ["creating", "waiting", "signing_in", "stalled"],
          "open after its end",
        ).not.toContain(row.progress);
    }),
    { numRuns: 40, seed, examples: [[foundOnce], [usedTwice]] },
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
