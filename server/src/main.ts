import { EnvironmentError } from "./config/environment.ts";
import { useOutboundProxy } from "./config/outbound-proxy.ts";
import { startConsole } from "./start.ts";

const badEnvironment = 78;

try {
  useOutboundProxy(process.env);
  const running = await startConsole(process.env);
  const { kind, host } = running.stackone;
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    // nothing may keep it longer
    setTimeout(() => process.exit(1), 8000).unref();
    void running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  console.log(
    `Connect console on ${running.url} with ${kind === "live" ? `StackOne at ${host}` : `the simulator of StackOne at ${host} (no STACKONE_API_KEY)`}`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : "The console could not start.");
  // whatever was begun and still runs: a process without a port would never be started again by a supervisor
  process.exit(error instanceof EnvironmentError ? badEnvironment : 1);
}
