import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { z } from "zod";
import { makeRunFolder } from "./running/run-folder.ts";

const RESULTS = "tests/results";

type Count = { passed: number; failed: number };

const VitestReport = z.object({
  numTotalTests: z.number(),
  numPassedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const PlaywrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

/** Debian's chromium where we may install it, else Playwright's own download. */
function installChromium(): void {
  if (existsSync("/usr/bin/chromium")) return;
  console.log("Installing Chromium …");
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    execFileSync("apt-get", ["update", "-qq"], { env, stdio: ["ignore", "ignore", "inherit"] });
    execFileSync(
      "apt-get",
      ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"],
      {
        env,
        stdio: ["ignore", "ignore", "inherit"],
      },
    );
    return;
  }
  execFileSync("node", [playwright, "install", "chromium"], { stdio: "inherit" });
}

/** A test that was skipped counts as failed, and so does a file that could not be loaded. */
function countVitest(report: unknown): Count {
  const { numTotalTests, numPassedTests, testResults } = VitestReport.parse(report);
  const notLoaded = testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numTotalTests - numPassedTests + notLoaded.length };
}

function countPlaywright(report: unknown): Count {
  const { expected, unexpected, flaky, skipped } = PlaywrightReport.parse(report).stats;
  return { passed: expected, failed: unexpected + flaky + skipped };
}

/** Runs one runner; one that crashes or finds nothing is a failure of its own. */
function runTests(args: string[], reportFile: string, count: (report: unknown) => Count): Count {
  const { status } = spawnSync("node", args, {
    env: { ...process.env, TMPDIR: runFolder.path },
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (!existsSync(reportFile)) return { passed: 0, failed: 1 };
  const result = count(JSON.parse(readFileSync(reportFile, "utf8")));
  const unexplained = result.failed === 0 && (status !== 0 || result.passed === 0);
  return unexplained ? { ...result, failed: 1 } : result;
}

const playwright = "tests/node_modules/@playwright/test/cli.js";
rmSync(RESULTS, { recursive: true, force: true });
try {
  installChromium();
} catch (error) {
  console.error("Chromium could not be installed:", error instanceof Error ? error.message : error);
}
const runFolder = makeRunFolder();

const counts = [
  runTests(
    [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--config=tests/vitest.config.ts",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${RESULTS}/vitest.json`,
    ],
    `${RESULTS}/vitest.json`,
    countVitest,
  ),
  runTests(
    [playwright, "test", "--config=tests/playwright.config.ts"],
    `${RESULTS}/playwright.json`,
    countPlaywright,
  ),
];
const left = runFolder.remove();
if (left.length > 0) {
  console.error(`Left behind in the temporary folder: ${left.join(", ")}`);
  counts.push({ passed: 0, failed: 1 });
}
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
