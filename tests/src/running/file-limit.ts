import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The system refuses this process to write beyond so many bytes of any file, as a full disk would. */
export const limitFiles = (pid: number | undefined, bytes: string) =>
  promisify(execFile)("prlimit", ["--pid", String(pid), `--fsize=${bytes}:unlimited`]);
