// Asks the registry for known holes in what the console runs on. A registry that does not tell is said, and no failure (decision 023).
import { spawnSync } from "node:child_process";
import { withPnpm } from "./pnpm.mjs";

const asked = await withPnpm((pnpm) =>
  spawnSync("node", [pnpm, "audit", "--prod", "--audit-level", "high", "--json"], {
    encoding: "utf8",
    timeout: 60_000,
  }),
).catch(() => null);

/** What was answered, or null where that is no report. */
function reportIn(text) {
  try {
    const answer = JSON.parse(text);
    return answer.metadata?.vulnerabilities ? answer : null;
  } catch {
    return null;
  }
}

const report = reportIn(asked?.stdout ?? "");
if (report === null) {
  console.log("Known holes: the registry gave no answer, so nothing was checked.");
} else {
  const serious = Object.values(report.advisories ?? {}).filter(({ severity }) =>
    ["high", "critical"].includes(severity),
  );
  for (const { module_name: name, title, url } of serious)
    console.error(`${name}: ${title} (${url})`);
  console.log(`Known holes: ${serious.length} serious ones in what the console runs on.`);
  process.exitCode = serious.length === 0 ? 0 : 1;
}
