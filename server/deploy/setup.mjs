// Brings a fresh clone to where the server or the tests can run; does nothing that is already done.
// Plain JavaScript, because the machine's own Node may be 20, too old to run the rest.
import { execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const MINIMUM_NODE = [22, 18]; // runs TypeScript as it is
const BUILT = "web/dist/.built";
const PAGE_SOURCES = [
  "web/src",
  "web/public",
  "web/index.html",
  "web/connect-here.html",
  "web/vite.config.ts",
  "shared/src",
  "pnpm-lock.yaml",
];

const { packageManager } = JSON.parse(readFileSync("package.json", "utf8"));
const pnpm = packageManager.split("+")[0];

/** Runs a command quietly; its output is shown only where it fails. */
async function run(what, command, args, options = {}) {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  child.stderr.on("data", (chunk) => output.push(chunk));
  // A shell that is stopped leaves its children running; without it there is nobody to set up for.
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    child.kill("SIGTERM");
    process.exit(143);
  }, 200);
  const code = await new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", resolve);
  });
  clearInterval(watch);
  if (code === 0) return;
  process.stderr.write(Buffer.concat(output));
  console.error(`${what} failed (${code}).`);
  process.exit(1);
}

function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function checkNode() {
  const version = execFileSync("node", ["-p", "process.versions.node"], {
    encoding: "utf8",
  }).trim();
  const [major, minor] = version.split(".").map(Number);
  const [wantedMajor, wantedMinor] = MINIMUM_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(`The console needs Node ${MINIMUM_NODE.join(".")} or newer, this is ${version}.`);
  process.exit(1);
}

if (newest("node_modules/.modules.yaml") === 0) console.log("Installing dependencies …");
await run("Installing dependencies", "npx", ["-y", pnpm, "install", "--frozen-lockfile"], {
  // production would leave out what builds the page
  env: { ...process.env, NODE_ENV: "development" },
});
checkNode();

if (!process.argv.includes("--no-build") && newest(BUILT) < Math.max(...PAGE_SOURCES.map(newest))) {
  console.log("Building the page …");
  await run("Building the page", "node", ["node_modules/vite/bin/vite.js", "build"], {
    cwd: "web",
    env: { ...process.env, NODE_ENV: "production" },
  });
  writeFileSync(BUILT, "");
}
