import { readFileSync } from "node:fs";
import type { Versions } from "@connect-console/shared/support-bundle";
import * as z from "zod/mini";

const Package = z.object({ version: z.string() });

/** Which console this is, as `package.json` at the top says. */
export function readVersions(): Versions {
  const text = readFileSync(new URL("../../../package.json", import.meta.url), "utf8");
  return { console: Package.parse(JSON.parse(text)).version, node: process.version };
}
