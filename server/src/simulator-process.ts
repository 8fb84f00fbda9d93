import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { MagicWords } from "@connect-console/shared/stackone-state";
import type { Log } from "./domain/ports/log.ts";
import type { Secret } from "./domain/ports/secret.ts";

const program = fileURLToPath(new URL("../../tests/simulator/src/main.ts", import.meta.url));
const announced = /^simulator listening on (http:\/\/127\.0\.0\.1:\d+)$/m;
/** so many unexpected ends are put right before it is left alone */
const maxRestarts = 5;

export interface SimulatorProcess {
  url: string;
  apiKey: string;
  pid(): number | undefined;
  /** null while it runs, else what happened to it */
  trouble(): string | null;
  magicWords(): Promise<MagicWords>;
  /** From now on it tells of accounts there; the first secret signs, the second one where a person asks for it. */
  sendWebhooks(to: URL, secrets: readonly Secret[]): Promise<void>;
  close(): Promise<void>;
}

/** Runs the simulator as a child process, which ends with this one; its state survives in a file. Throws a sentence where it does not start. */
export async function startSimulator(options: {
  port: number;
  stateFile: string;
  log: Log;
}): Promise<SimulatorProcess> {
  const apiKey = "v1.sim.local-simulator-key";
  const environment: Record<string, string> = {
    SIMULATOR_STATE: options.stateFile,
    SIMULATOR_API_KEY: apiKey,
  };
  const { child, url } = await launch(options.port, environment);
  // the same port, because links that were made lead there
  const launchAgain = async () => (await launch(Number(new URL(url).port), environment)).child;
  const supervised = supervise(child, launchAgain, options.log);
  return {
    url,
    apiKey,
    ...supervised,
    magicWords: () => readMagicWords(url),
    async sendWebhooks(to, secrets) {
      const [secret, secondSecret] = secrets.map((one) => one.reveal());
      // for the next launch too
      environment["SIMULATOR_WEBHOOK_URL"] = to.href;
      environment["SIMULATOR_WEBHOOK_SECRETS"] = [secret, secondSecret].filter(Boolean).join();
      await putWebhooks(url, { url: to.href, secret, secondSecret });
    },
  };
}

/** Starts the child again where it ends unexpectedly, a few times. */
function supervise(
  first: ChildProcess,
  launchAgain: () => Promise<ChildProcess>,
  log: Log,
): Pick<SimulatorProcess, "pid" | "trouble" | "close"> {
  let child = first;
  let trouble: string | null = null;
  let closing = false;
  let restarts = 0;
  const restart = async (): Promise<void> => {
    if (closing) return;
    trouble = "The simulator ended unexpectedly.";
    log.error({ exitCode: child.exitCode, signal: child.signalCode, restarts }, trouble);
    if (restarts === maxRestarts) {
      trouble =
        "The simulator ended unexpectedly several times and was not started again; restart the console.";
      log.error({}, trouble);
      return;
    }
    restarts += 1;
    try {
      child = await launchAgain();
      child.once("exit", () => void restart());
      trouble = null;
      if (closing) child.kill("SIGTERM");
    } catch (error) {
      trouble = error instanceof Error ? error.message : "The simulator did not start again.";
      log.error({}, trouble);
    }
  };
  child.once("exit", () => void restart());
  return {
    pid: () => child.pid,
    trouble: () => trouble,
    async close() {
      closing = true;
      await end(child);
    },
  };
}

/** ms for an answer of the simulator itself */
const timeout = 5000;

async function readMagicWords(url: string): Promise<MagicWords> {
  const answer = await fetch(`${url}/_simulator/magic-words`, {
    signal: AbortSignal.timeout(timeout),
  });
  return MagicWords.parse(await answer.json());
}

async function putWebhooks(url: string, body: object): Promise<void> {
  const answer = await fetch(`${url}/_simulator/webhooks`, {
    method: "POST",
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeout),
  });
  if (!answer.ok) throw new Error(`The simulator does not send webhooks (${answer.status}).`);
}

/** Resolves once it says where it listens. It inherits nothing of our environment but what running needs. */
async function launch(
  port: number,
  environment: Record<string, string>,
): Promise<{ child: ChildProcess; url: string }> {
  const { PATH = "", HOME = "", TMPDIR = "/tmp" } = process.env;
  const env = {
    PATH,
    HOME,
    TMPDIR,
    SIMULATOR_PORT: String(port),
    ...environment,
  };
  // detached: Ctrl-C is for the console, which ends it; without the console its IPC channel closes and it ends itself
  const child = spawn(process.execPath, [program], {
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      // only the start and what it said last are of interest
      said = (said + chunk.toString()).slice(-4000);
      const address = announced.exec(said)?.[1];
      if (address) resolve(address);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("error", reject);
    child.once("exit", (code) =>
      reject(new Error(`The simulator did not start (${code}): ${said.trim()}`)),
    );
  });
  return { child, url };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const tooLate = setTimeout(() => child.kill("SIGKILL"), 2000);
  await ended;
  clearTimeout(tooLate);
}
