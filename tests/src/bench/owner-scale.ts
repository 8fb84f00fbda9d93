import { setImmediate as turn } from "node:timers/promises";
import { atMost, type Figure, figure, median } from "./figures.ts";
import { Staff } from "../running/staff.ts";
import { onStage, type Stage } from "./stage.ts";

const rounds = 9;
/** a connection of its own for each: the server ends idle ones, which a long wait would meet */
const headers = { connection: "close" };
const owners = [
  { id: "ten", name: "Ten Accounts", accounts: 10 },
  { id: "ten-thousand", name: "Ten Thousand Accounts", accounts: 10_000 },
] as const;
type Owner = (typeof owners)[number];

/** What an owner with many accounts costs whoever works with it, and everybody else. */
export function benchOwnerScale(): Promise<Figure[]> {
  return onStage(
    async (stage) => {
      const figures: Figure[] = [];
      for (const owner of owners) figures.push(...(await measure(stage, owner)));
      return figures;
    },
    {
      prepare: async (simulator) => {
        for (const { accounts, ...owner } of owners)
          await simulator.addManyAccounts(accounts, owner);
      },
    },
  );
}

async function measure(stage: Stage, { id, accounts }: Owner): Promise<Figure[]> {
  const staff = new Staff(stage.url, headers);
  const choice = { ownerId: id, provider: "ashby", multiple: true, label: "bench" };
  const link = await staff.createLink(choice);
  const works: [string, () => Promise<unknown>][] = [
    ["a preview", () => staff.preview(choice)],
    ["a creation", () => staff.createLink(choice)],
    ["a look", () => staff.act(link.connectSession.id, "check")],
  ];
  const size = accounts.toLocaleString("en-GB");
  const figures: Figure[] = [];
  for (const [name, work] of works) {
    const times: number[] = [];
    const others: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now();
      others.push(await longestWait(stage, work()));
      times.push(performance.now() - begun);
    }
    figures.push(figure(`${name}, ${size} accounts, p50`, median(times), "ms"));
    figures.push(atMost(100, figure(`others wait meanwhile, longest`, Math.max(...others), "ms")));
  }
  return figures;
}

/** How long the slowest of many small requests took while the work went on; they ask StackOne nothing. */
async function longestWait({ url }: Stage, work: Promise<unknown>): Promise<number> {
  let isOver = false;
  const over = work.finally(() => (isOver = true));
  let longest = 0;
  while (!isOver) {
    const begun = performance.now();
    await (await fetch(`${url}/healthz`, { headers })).text();
    longest = Math.max(longest, performance.now() - begun);
    await turn();
  }
  await over;
  return longest;
}
