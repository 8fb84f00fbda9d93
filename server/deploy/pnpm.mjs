import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { withoutSecrets } from "./set-up-environment.mjs";

const execute = promisify(execFile);

/**
 * Fetches the pnpm that `packageManager` names, compares it with the hash that stands there, and only then hands its program to `work`.
 * Throws a sentence where the registry gives none or another one. The files are removed afterwards.
 */
export async function withPnpm(work) {
  const { packageManager } = JSON.parse(readFileSync("package.json", "utf8"));
  const [, version, hash] = /^(pnpm@[\d.]+)\+sha512\.([\da-f]{128})$/.exec(packageManager) ?? [];
  if (!version) throw new Error("packageManager in package.json must name pnpm with its sha512.");
  const folder = mkdtempSync(join(tmpdir(), "connect-console-pnpm-"));
  try {
    const archive = join(folder, await pack(version, folder));
    if (createHash("sha512").update(readFileSync(archive)).digest("hex") !== hash)
      throw new Error(
        `The registry's ${version} is not the one that package.json names: its sha512 differs. Nothing was run.`,
      );
    await execute("tar", ["-xzf", archive, "-C", folder]);
    return await work(join(folder, "package/bin/pnpm.cjs"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pack(version, folder) {
  const args = ["pack", version, "--pack-destination", folder, "--silent", "--prefer-offline"];
  try {
    const { stdout } = await execute("npm", args, { env: withoutSecrets(process.env) });
    return stdout.trim().split("\n").at(-1);
  } catch (error) {
    throw new Error(`${version} could not be fetched: ${error.stderr?.trim() || error.message}`, {
      cause: error,
    });
  }
}
