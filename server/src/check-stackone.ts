import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { StackOneCheck, StackOneCheckRun } from "@connect-console/shared/stackone-check";
import { connectStackOne } from "./connect-stackone.ts";
import { createNotify } from "./notify/create-notify.ts";
import type { StaffContext } from "./domain/context.ts";
import { StoreError } from "./domain/ports/store-error.ts";
import { createStackOneChecker, type StackOneChecker } from "./domain/stackone-check/check.ts";
import { EnvironmentError, readEnvironment } from "./config/environment.ts";
import { createIds } from "./ids.ts";
import { createLog } from "./log.ts";
import { createMemory } from "./memory.ts";
import { useOutboundProxy } from "./config/outbound-proxy.ts";
import { openStore } from "./store/open-store.ts";
import { loadSecretKeys } from "./store/secret/secret-key.ts";

const usage =
  "Usage: npm run check-stackone -- --owner ID --provider KEY\n" +
  "The owner may have no account at that provider. Steps for a person are skipped where there is no terminal.";
const nobodyWatches = {
  changed: () => {},
  checkSoon: () => {},
  listed: () => {},
  webhookReceived: () => {},
  accountPending: () => {},
  checkEvery: () => null,
  subscribe: () => () => {},
};
const admin = {
  id: "check-stackone",
  name: "npm run check-stackone",
  email: null,
  role: "admin",
} as const;

type Closers = (() => Promise<void> | void)[];

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { owner: { type: "string" }, provider: { type: "string" } },
  });
  const { owner, provider } = values;
  if (!owner || !provider) {
    console.error(usage);
    return 64;
  }
  useOutboundProxy(process.env);
  const closers: Closers = [];
  try {
    const { checker, ctx } = await compose(closers);
    await checker.start(ctx, { ownerId: owner, provider });
    const { run } = await follow(checker, ctx);
    print(await checker.read(ctx));
    return run?.state === "done" ? 0 : 1;
  } finally {
    for (const closer of closers.reverse()) await closer();
  }
}

/** What the check needs of a console, without its server. */
async function compose(closers: Closers): Promise<{ checker: StackOneChecker; ctx: StaffContext }> {
  const environment = readEnvironment(process.env);
  const log = createLog();
  const clock = { now: () => Date.now() };
  const dataDir = resolve(environment.dataDir);
  const directory = join(dataDir, environment.upstream.kind);
  const fromEnvironment = environment.secretKey?.reveal();
  const secretKeys = loadSecretKeys({ dataDir, ...(fromEnvironment && { fromEnvironment }) });
  const store = await openStore({ directory, secretKeys, clock });
  closers.push(() => store.close());
  const { stackone } = await connectStackOne(environment, directory, { clock, log }, closers);
  await stackone.selfCheck();
  const checker = createStackOneChecker(stackone.probe, (ms) => sleep(ms));
  closers.push(() => {
    checker.stop();
    return checker.settled();
  });
  const ctx: StaffContext = {
    clock,
    ids: createIds(clock),
    store,
    stackone,
    live: nobodyWatches,
    notify: createNotify(null),
    log,
    hash: (text) => createHash("sha256").update(text).digest("hex"),
    memory: createMemory(clock),
    actor: { kind: "staff", staff: admin },
    requestId: "check-stackone",
  };
  return { checker, ctx };
}

/** Says what is being done, and asks whoever sits at the terminal for what only a person can do. */
async function follow(checker: StackOneChecker, ctx: StaffContext): Promise<StackOneCheck> {
  const { stdin: input, stdout: output } = process;
  const terminal = input.isTTY && output.isTTY ? createInterface({ input, output }) : null;
  let said = "";
  try {
    for (;;) {
      const check = await checker.read(ctx);
      const { run } = check;
      const text = [run?.doing, run?.problem].filter(Boolean).join(" ");
      if (text !== said) console.log((said = text));
      if (run?.waitsFor) await answer(checker, ctx, run, terminal);
      else if (run?.state !== "running") return check;
      await sleep(100);
    }
  } finally {
    terminal?.close();
  }
}

async function answer(
  checker: StackOneChecker,
  ctx: StaffContext,
  { waitsFor }: StackOneCheckRun,
  terminal: ReturnType<typeof createInterface> | null,
): Promise<void> {
  if (!terminal) {
    await checker.step(ctx, { step: waitsFor, act: "skip" });
    return;
  }
  // only on a terminal, never into a file or a log
  if (waitsFor === "connect") console.log((await checker.link(ctx)).authLink);
  const said = await terminal.question("Enter: continue. s: skip this step. q: stop. ");
  const act = said.startsWith("s") ? "skip" : said.startsWith("q") ? "stop" : "continue";
  await checker.step(ctx, { step: waitsFor, act });
}

function print({ run, answers, switches }: StackOneCheck): void {
  console.log("");
  for (const { asks, finding, effect, at } of answers)
    console.log(`${asks}\n  ${finding} ${effect}${at === null ? "" : ` (${at})`}`);
  if (run?.leftBehind) console.log(`\n${run.leftBehind}`);
  console.log(`\nAs settings of the simulator:\n${JSON.stringify(switches, null, 2)}`);
}

try {
  process.exitCode = await main();
} catch (error) {
  const inUse = error instanceof StoreError && error.failure === "in_use";
  console.error(error instanceof Error ? error.message : "The check could not start.");
  if (inUse) console.error("Use Settings → StackOne on the running console instead.");
  process.exit(error instanceof EnvironmentError ? 78 : 1);
}
