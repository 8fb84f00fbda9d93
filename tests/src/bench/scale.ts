import { setTimeout as wait } from "node:timers/promises";
import type { AccountPage } from "@connect-console/shared/account";
import { atMost, type Figure, figure, percentile } from "./figures.ts";
import type { SimulatorControl } from "../running/simulator.ts";
import { onStage, type Stage } from "./stage.ts";

/** What a person asks of a list, in words and as a path. */
interface Asked {
  name: string;
  path: string;
}

const few = 1_000;
const many = 100_000;
const rounds = 60;

const accountLists: Asked[] = [
  { name: "accounts", path: "/api/accounts" },
  { name: "need the customer", path: "/api/accounts?status=error&status=expired" },
  { name: "need us", path: "/api/accounts?status=inactive&status=suspended&status=archived" },
  { name: "active", path: "/api/accounts?status=active" },
  { name: "two owners", path: "/api/accounts?ownerId=many-7&ownerId=many-300" },
  { name: "provider", path: "/api/accounts?provider=hubspot" },
  { name: "connector profile", path: "/api/accounts?connectorProfileId=prof_okta" },
  { name: "type", path: "/api/accounts?type=test" },
  {
    name: "provider, broken, test",
    path: "/api/accounts?provider=okta&status=error&status=expired&type=test",
  },
  { name: "search, an owner's name", path: "/api/accounts?q=granite%20foods" },
  { name: "search, an owner's id", path: "/api/accounts?q=many-300" },
  { name: "search, a common word", path: "/api/accounts?q=harbor" },
  { name: "search, broken", path: "/api/accounts?q=harbor&status=error&status=expired" },
  { name: "search, two letters", path: "/api/accounts?q=no" },
  { name: "search, nothing", path: "/api/accounts?q=zzyzx" },
];

/** Lists, filters and searches of accounts at 1,000 and at 100,000. */
export function benchAccountLists(): Promise<Figure[]> {
  return compareSizes(accountLists, {
    prepare: (simulator, count) => simulator.addManyAccounts(count),
    fill: (stage, count) => copied(stage, count),
  });
}

/** Two minutes of the first pass: what it asks of StackOne in a minute, and how long it says that it will take. */
export function benchFullPass(): Promise<Figure[]> {
  const perMinute = 120;
  return onStage(
    async ({ staff, simulator }) => {
      await wait(125_000);
      const { body } = await staff.ask<AccountPage>("GET", "/api/accounts?limit=1");
      const { pass } = body.copy;
      if (pass?.doneAt == null) throw new Error("The pass does not say when it will be done.");
      const { items } = await simulator.requests();
      // the self-check's look at one account is not the copy's
      const pages = items.filter(
        ({ path, query }) => path.endsWith("/accounts") && query.includes("page_size=100"),
      );
      const takes = (Date.parse(pass.doneAt) - Date.parse(pass.startedAt)) / 60_000;
      return [
        atMost(perMinute / 3, figure("requests of the busiest minute", busiest(pages), "requests")),
        figure("accounts read after two minutes", pass.read, "accounts"),
        figure("it says that it will take", takes, "min"),
      ];
    },
    {
      prepare: async (simulator) => void (await simulator.addManyAccounts(many)),
      environment: { STACKONE_REQUESTS_PER_MINUTE: String(perMinute) },
    },
  );
}

/** Of all minutes the one with most. */
function busiest(requests: { at: string }[]): number {
  const times = requests.map(({ at }) => Date.parse(at));
  return Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length),
  );
}

interface Sized {
  /** before the console starts */
  prepare?: (simulator: SimulatorControl, count: number) => Promise<unknown>;
  /** once it runs; ends when all is there */
  fill: (stage: Stage, count: number) => Promise<void>;
}

/** p95 of each list at both sizes, on a stage of its own each. */
async function compareSizes(lists: Asked[], { prepare, fill }: Sized): Promise<Figure[]> {
  const measured: Map<string, number>[] = [];
  for (const count of [few, many])
    measured.push(
      await onStage(
        async (stage) => {
          await fill(stage, count);
          return p95OfEach(stage, [...lists, await deepPage(stage, lists)]);
        },
        { prepare: async (simulator) => void (await prepare?.(simulator, count)) },
      ),
    );
  const [small = new Map<string, number>(), big = new Map<string, number>()] = measured;
  return [...small].flatMap(([name, before]) => {
    const after = big.get(name) ?? Number.POSITIVE_INFINITY;
    return [
      figure(`${name}, p95 at ${few.toLocaleString("en-US")}`, before, "ms"),
      atMost(
        Math.round(before * 2000) / 1000,
        figure(`${name}, p95 at ${many.toLocaleString("en-US")}`, after, "ms"),
      ),
    ];
  });
}

/** In turns, so that the machine's noise meets all alike; the first two rounds are not counted. */
async function p95OfEach({ url }: Stage, lists: Asked[]): Promise<Map<string, number>> {
  const times = new Map(lists.map(({ name }) => [name, [] as number[]]));
  for (let round = -2; round < rounds; round += 1)
    for (const { name, path } of lists) {
      const begun = performance.now();
      const answer = await fetch(url + path);
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
      if (round >= 0) times.get(name)?.push(performance.now() - begun);
    }
  return new Map([...times].map(([name, all]) => [name, percentile(all, 0.95)]));
}

/** The first list, five pages down. */
async function deepPage({ staff }: Stage, [first]: Asked[]): Promise<Asked> {
  if (!first) throw new Error("There is no list.");
  const join = first.path.includes("?") ? "&" : "?";
  let path = first.path;
  for (let page = 0; page < 5; page += 1) {
    const { body } = await staff.ask<{ nextCursor: string | null }>("GET", path);
    if (body.nextCursor === null) throw new Error(`${first.path} has no ${page + 2}. page.`);
    path = `${first.path}${join}cursor=${encodeURIComponent(body.nextCursor)}`;
  }
  return { name: `${first.name}, the sixth page`, path };
}

async function copied(stage: Stage, count: number): Promise<void> {
  for (;;) {
    const { body } = await stage.staff.ask<AccountPage>("GET", "/api/accounts?limit=1");
    if (body.total > count && body.copy.pass === null) return;
    await wait(200);
  }
}
