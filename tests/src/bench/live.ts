import { setTimeout as wait } from "node:timers/promises";
import type { LiveStream } from "../running/live-stream.ts";
import { tokenOf } from "../running/simulator.ts";
import { type Figures, percentile } from "./figures.ts";
import { setStage, type Stage } from "./stage.ts";

/** From the moment an attempt changes at StackOne to the event in the stream, beside the interval at which the row is looked at. */
export async function benchEvents(): Promise<Figures> {
  const stage = await setStage();
  const delays: number[] = [];
  let interval = 0;
  try {
    for (let round = 0; round < 12; round++) {
      const link = await stage.staff.createLink({
        ownerId: "acme",
        provider: "hubspot",
        multiple: true,
        label: `round ${round}`,
      });
      const token = tokenOf(link.authLink);
      const stream = await stage.staff.watch(link.connectSession.id);
      await stage.simulator.act({ token, act: "oauth_start", provider: "hubspot" });
      const signingIn = await stream.until(({ progress }) => progress === "signing_in");
      interval = Math.max(interval, (signingIn.checkEvery ?? 0) * 1000);
      // Changes fall at any moment between two looks, as a customer's do.
      await wait(round * 170);
      const changed = performance.now();
      await stage.simulator.act({ token, act: "oauth_deny", provider: "hubspot" });
      await stream.until(({ progress }) => progress === "attempt_failed");
      delays.push(performance.now() - changed);
      stream.close();
    }
  } finally {
    await stage.clear();
  }
  return {
    "attempt change to event: interval ms": interval,
    "attempt change to event: p50 ms": percentile(delays, 0.5),
    "attempt change to event: slowest ms": Math.max(...delays),
    "attempt change to event: slowest beyond the interval, ms": Math.max(...delays) - interval,
  };
}

async function requestsWhileWatched(
  stage: Stage,
  watchers: number,
  seconds: number,
): Promise<number> {
  const link = await stage.staff.createLink({
    ownerId: "globex",
    provider: "pipedrive",
    multiple: true,
    label: `${watchers} watchers`,
  });
  const streams: LiveStream[] = [];
  for (let opened = 0; opened < watchers; opened++)
    streams.push(await stage.staff.watch(link.connectSession.id));
  await stage.simulator.forgetRequests();
  await wait(seconds * 1000);
  const { items } = await stage.simulator.requests();
  for (const stream of streams) stream.close();
  await stage.staff.act(link.connectSession.id, "void");
  return items.filter(({ path }) => !path.startsWith("/_simulator")).length;
}

/** How often StackOne is asked in the same time with one and with 500 watchers of a row. */
export async function benchWatchers(): Promise<Figures> {
  const requests = async (watchers: number) => {
    const stage = await setStage();
    try {
      return await requestsWhileWatched(stage, watchers, 20);
    } finally {
      await stage.clear();
    }
  };
  return {
    "StackOne requests in 20 s, 1 watcher": await requests(1),
    "StackOne requests in 20 s, 500 watchers": await requests(500),
  };
}
