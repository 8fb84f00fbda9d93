// Brings a fresh clone to where the server or the tests can run; does nothing that is already done.
// Plain JavaScript, because the machine's own Node may be 20, too old to run the rest.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withPnpm } from "./pnpm.mjs";
import { withoutSecrets } from "./set-up-environment.mjs";

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

const PACKAGES = [".", "web", "server", "shared", "tests", "tests/simulator"];
const INSTALLED = "node_modules/.installed";

const environment = withoutSecrets(process.env);

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
  throw new Error(`${what} failed (${code}).`);
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
    env: environment,
  }).trim();
  const [major, minor] = version.split(".").map(Number);
  const [wantedMajor, wantedMinor] = MINIMUM_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Error(`The console needs Node ${MINIMUM_NODE.join(".")} or newer, this is ${version}.`);
}

/** What an installation depends on, as one text. */
function wantedInstallation() {
  const hash = createHash("sha256");
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ".npmrc"])
    if (existsSync(file)) hash.update(readFileSync(file));
  for (const name of PACKAGES)
    if (existsSync(join(name, "package.json")))
      hash.update(readFileSync(join(name, "package.json")));
  return hash.digest("hex");
}

/** Whether all is there, so that a start needs neither a registry nor a package manager. */
function isInstalled(wanted) {
  const folders = PACKAGES.filter((name) => existsSync(join(name, "package.json")));
  return (
    existsSync(INSTALLED) &&
    readFileSync(INSTALLED, "utf8") === wanted &&
    folders.every((name) => existsSync(join(name, "node_modules")))
  );
}

async function install() {
  const wanted = wantedInstallation();
  if (isInstalled(wanted)) return;
  console.log("Installing dependencies …");
  await withPnpm((pnpm) =>
    run("Installing dependencies", "node", [pnpm, "install", "--frozen-lockfile"], {
      // production would leave out what builds the page
      env: { ...environment, NODE_ENV: "development" },
    }),
  );
  writeFileSync(INSTALLED, wanted);
}

async function build() {
  if (newest(BUILT) >= Math.max(...PAGE_SOURCES.map(newest))) return;
  console.log("Building the page …");
  await run("Building the page", "node", ["node_modules/vite/bin/vite.js", "build"], {
    cwd: "web",
    env: { ...environment, NODE_ENV: "production" },
  });
  writeFileSync(BUILT, "");
}

try {
  await install();
  checkNode();
  if (!process.argv.includes("--no-build")) await build();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
