import { setTimeout as wait } from "node:timers/promises";
import type { ConnectSession } from "@connect-console/shared/connect-session";
import type { LiveStream } from "../running/live-stream.ts";
import { tokenOf } from "../running/simulator.ts";
import { atMost, type Figure, figure, median } from "./figures.ts";
import { onStage, type Stage } from "./stage.ts";

/** From the moment an attempt changes at StackOne to the event in the stream, beside the interval at which the row is looked at. */
export function benchEvents(): Promise<Figure[]> {
  return onStage(async (stage) => {
    const delays: number[] = [];
    let interval = 0;
    // Changes fall at any moment between two looks, as a customer's do.
    for (let later = 0; later < 2000; later += 180) {
      const { delay, checkEvery } = await changeAttempt(stage, later);
      delays.push(delay);
      interval = Math.max(interval, checkEvery * 1000);
    }
    return [
      figure("interval between two looks", interval, "ms"),
      figure("change to event, p50", median(delays), "ms"),
      atMost(interval + 100, figure("change to event, slowest", Math.max(...delays), "ms")),
    ];
  });
}

/** A customer who begins to sign in and, `later` ms after the console saw it, is denied. */
async function changeAttempt({ staff, simulator }: Stage, later: number) {
  const provider = "hubspot";
  const choice = { ownerId: "acme", provider, multiple: true, label: `after ${later} ms` };
  const { connectSession, authLink } = await staff.createLink(choice);
  const token = tokenOf(authLink);
  const stream = await staff.watch(connectSession.id);
  try {
    await simulator.act({ token, act: "oauth_start", provider });
    const { checkEvery } = await stream.until(({ progress }) => progress === "signing_in");
    if (checkEvery === null) throw new Error("The console does not look at a row that is watched.");
    await wait(later);
    await simulator.act({ token, act: "oauth_deny", provider });
    const changed = performance.now();
    await stream.until(({ progress }) => progress === "attempt_failed");
    return { delay: performance.now() - changed, checkEvery };
  } finally {
    stream.close();
    await staff.act(connectSession.id, "void");
  }
}

/** How often StackOne is asked in the same time with one and with 500 watchers of a row. */
export async function benchWatchers(): Promise<Figure[]> {
  const seconds = 20;
  const one = await onStage((stage) => requestsWhileWatched(stage, 1, seconds));
  const many = await onStage((stage) => requestsWhileWatched(stage, 500, seconds));
  if (one === 0) throw new Error("Nobody looked at the watched row.");
  return [
    figure(`1 watcher, ${seconds} s`, one, "requests"),
    atMost(one, figure(`500 watchers, ${seconds} s`, many, "requests")),
  ];
}

async function requestsWhileWatched(
  { staff, simulator }: Stage,
  watchers: number,
  seconds: number,
): Promise<number> {
  const choice = { ownerId: "globex", provider: "pipedrive", multiple: true, label: "watched" };
  const { connectSession } = await staff.createLink(choice);
  const streams: LiveStream[] = [];
  try {
    for (let opened = 0; opened < watchers; opened++)
      streams.push(await staff.watch(connectSession.id));
    // the time begins right after a look, so that as many looks fit in with one watcher as with many
    const [first] = streams;
    const newest = first?.messages.at(-1)?.data?.version ?? 0;
    await first?.until(({ version, lastCheckedAt }: ConnectSession) => {
      return version > newest && lastCheckedAt !== null;
    });
    await simulator.forgetRequests();
    await wait(seconds * 1000);
    const { items } = await simulator.requests();
    return items.filter(({ path }) => !path.startsWith("/_simulator")).length;
  } finally {
    for (const stream of streams) stream.close();
  }
}
