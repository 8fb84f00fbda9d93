import { spawn } from "node:child_process";
import { withoutSecrets } from "./set-up-environment.mjs";

// The page's dev server takes the public port, so that Host and Origin are what the server expects; the server sits behind it.
const host = "127.0.0.1";
const port = Number(process.env["PORT"] ?? 4400);
const env = {
  ...process.env,
  HOST: host,
  PORT: String(port + 10),
  PUBLIC_URL: process.env["PUBLIC_URL"] ?? `http://${host}:${port}`,
};

const watched = ["server/src", "shared/src", "tests/simulator/src"].map(
  (path) => `--watch-path=${path}`,
);
const children = [
  spawn("node", ["--watch-preserve-output", ...watched, "server/src/main.ts"], {
    stdio: "inherit",
    env,
  }),
  spawn("node", ["node_modules/vite/bin/vite.js", "--clearScreen", "false"], {
    stdio: "inherit",
    cwd: "web",
    env: { ...withoutSecrets(env), DEV_PORT: String(port) },
  }),
];

function stop(): void {
  for (const child of children) child.kill("SIGTERM");
}
for (const child of children) child.on("exit", stop);
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
