import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const serverMain = fileURLToPath(new URL("../../../server/src/main.ts", import.meta.url));
const simulatorMain = fileURLToPath(new URL("../../simulator/src/main.ts", import.meta.url));

/** A program of the project as its own process, started as `npm start` starts it. */
export interface StartedProcess {
  url: string;
  process: ChildProcess;
  /** milliseconds from spawn to the line with the address */
  readyAfter: number;
  output(): string;
  stop(): Promise<void>;
  /** Ends it without a chance to tidy up. */
  kill(): Promise<void>;
}

/** The key that the simulator takes unless told otherwise. */
export const simulatorKey = "v1.sim.local-simulator-key";

/** Starts a file with this environment and nothing else; ready when it prints its address. */
export async function startProgram(
  file: string,
  environment: Record<string, string>,
): Promise<StartedProcess> {
  const started = performance.now();
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [file], {
    env: { PATH, HOME, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let ready = false;
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      // a log line for every request would be searched all over again
      if (ready) return;
      const address = /https?:\/\/127\.0\.0\.1:\d+/.exec(output);
      if (address === null) return;
      ready = true;
      resolve(address[0]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) =>
      reject(new Error(`ended with ${code} before it was ready: ${output}`)),
    );
  });
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  };
  return {
    url,
    process: child,
    readyAfter: performance.now() - started,
    output: () => output,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}

export const startServerProcess = (environment: Record<string, string>) =>
  startProgram(serverMain, environment);
export const startSimulatorProcess = (environment: Record<string, string>) =>
  startProgram(simulatorMain, environment);
