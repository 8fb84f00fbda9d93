import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import {
  simulatorKey,
  startServerProcess,
  startSimulatorProcess,
  type StartedProcess,
} from "./processes.ts";
import { SimulatorControl } from "./simulator.ts";
import { judgeLedger, type Press, readRows, rowIdOf, type Verdict } from "./crash-judge.ts";
import { Staff } from "./staff.ts";

/** What a run of kills came to; each list is empty when all is well. */
export interface CrashFigures extends Verdict {
  kills: number;
  presses: number;
  /** had no answer when the console was killed */
  cutOff: number;
  stuck: string[];
  /** ms from the start of the process to its address: median and longest */
  startedAgain: { median: number; longest: number };
}

const colleagues = ["local-support", "local-customer-success", "local-admin"];
const providers = ["ashby", "lever", "okta", "personio", "docebo"];

/** mulberry32: the same numbers from 0 to 1 for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Kills the console so many times at random moments with presses in flight, and compares its ledger with the simulator's list of sessions. */
export async function runCrashes(kills: number, seed: number): Promise<CrashFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), "connect-console-"));
  const simulator = await startSimulatorProcess({ SIMULATOR_PORT: String(await freePort()) });
  const environment = {
    STACKONE_API_KEY: simulatorKey,
    STACKONE_BASE_URL: simulator.url,
    STACKONE_REQUESTS_PER_MINUTE: "100000",
    LIMIT_REQUESTS_PER_MINUTE: "100000",
    LIMIT_CREATIONS_PER_MINUTE: "100000",
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
  };
  const run = new CrashRun(randomFrom(seed));
  const control = new SimulatorControl(simulator.url);
  let server: StartedProcess | undefined;
  try {
    // so that StackOne's answer is often still to come
    await control.trouble({
      route: "POST /connect_sessions",
      kind: "slow",
      seconds: 0.1,
      times: 1e6,
    });
    for (let kill = 0; kill < kills; kill += 1) {
      server = await startServerProcess(environment);
      run.started(server);
      await run.repeatCutOff();
      await run.pressAndKill(server);
    }
    server = await startServerProcess(environment);
    run.started(server);
    await run.repeatCutOff();
    return await run.judge(kills, control);
  } finally {
    await server?.stop();
    await simulator.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

class CrashRun {
  readonly #random: () => number;
  #staff = new Staff("");
  #startedAgain: number[] = [];
  #presses: Press[] = [];
  #cutOff: Press[] = [];
  /** rows whose creation was answered, newest last; what is done with each is done once */
  #open: string[] = [];
  #stuck: string[] = [];
  #doubled: string[] = [];
  #made = 0;
  #cut = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  started(server: StartedProcess): void {
    this.#staff = new Staff(server.url);
    this.#startedAgain.push(server.readyAfter);
  }

  /** Some presses at once, and the kill in the midst of them, or shortly before or after. */
  async pressAndKill(server: StartedProcess): Promise<void> {
    const used = new Set<string>();
    const presses = Array.from({ length: 2 + this.#below(5) }, () => this.#newPress(used));
    this.#presses.push(...presses);
    const sent = presses.map((press) => this.#send(press));
    const moment = this.#random() * 250;
    await new Promise((resolve) => setTimeout(resolve, moment));
    await server.kill();
    await Promise.all(sent);
    this.#cutOff = presses.filter(({ answer }) => answer === null);
    this.#cut += this.#cutOff.length;
    for (const { kind, answer } of presses) this.#keepRow(kind, answer);
  }

  /** As a page does that got no answer: the same key again. Whatever comes, it must be about one row. */
  async repeatCutOff(): Promise<void> {
    const stuck = (await readRows(this.#staff)).filter(({ progress }) => progress === "creating");
    this.#stuck.push(...stuck.map(({ id }) => `${id} is still creating after a start`));
    await Promise.all(this.#cutOff.map((press) => this.#repeat(press)));
    this.#cutOff = [];
  }

  async #repeat(press: Press): Promise<void> {
    await this.#send(press);
    this.#keepRow(press.kind, press.answer);
    if (press.kind !== "create" && press.kind !== "reissue") return;
    const again: Press = { ...press, answer: null };
    await this.#send(again);
    const [first, second] = [press, again].map(({ answer }) => rowIdOf(answer));
    if (first !== second) this.#doubled.push(`one key answered ${first} and ${second}`);
  }

  async judge(kills: number, simulator: SimulatorControl): Promise<CrashFigures> {
    const { doubled, ...verdict } = await judgeLedger(this.#staff, simulator, this.#presses);
    const times = this.#startedAgain.slice(1).toSorted((one, other) => one - other);
    return {
      ...verdict,
      kills,
      presses: this.#presses.length,
      cutOff: this.#cut,
      doubled: [...this.#doubled, ...doubled],
      stuck: this.#stuck,
      startedAgain: { median: times[times.length >> 1] ?? 0, longest: times.at(-1) ?? 0 },
    };
  }

  /** About a row that no other press of this kill is about, so that their order is known. */
  #newPress(used: Set<string>): Press {
    const chance = this.#random();
    const key = randomUUID();
    const at = this.#below(this.#open.length);
    const on = this.#open[at];
    if (on === undefined || used.has(on) || chance < 0.5) {
      this.#made += 1;
      return { kind: "create", key, on: `crash ${this.#made}`, answer: null };
    }
    used.add(on);
    if (chance < 0.7) {
      const assigneeId = colleagues[this.#below(colleagues.length)] ?? "";
      return { kind: "hand-over", key, on, assigneeId, answer: null };
    }
    this.#open.splice(at, 1);
    return { kind: chance < 0.9 ? "reissue" : "void", key, on, answer: null };
  }

  async #send(press: Press): Promise<void> {
    const { kind, key, on, assigneeId } = press;
    const provider = providers[Number(on.split(" ").at(-1)) % providers.length];
    const input = { ownerId: "acme", multiple: true, label: on, ...(provider && { provider }) };
    const asking = {
      create: () => this.#staff.create(input, key),
      reissue: () => this.#staff.reissue(on, {}, key),
      void: () => this.#staff.act(on, "void"),
      "hand-over": () => this.#staff.act(on, "hand-over", { assigneeId }),
    }[kind]();
    press.answer = await asking.then(
      (answer) => answer as Press["answer"],
      () => null,
    );
  }

  #keepRow(kind: Press["kind"], answer: Press["answer"]): void {
    const id = answer?.body.connectSession?.id;
    if ((kind === "create" || kind === "reissue") && answer?.status === 201 && id !== undefined)
      this.#open.push(id);
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }
}
