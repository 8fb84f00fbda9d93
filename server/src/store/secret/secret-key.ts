import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

/**
 * The keys that encrypt links at rest, 32 bytes each; the first one encrypts, all decrypt.
 * Without SECRET_KEY one is made once in DATA_DIR/secret-key. Throws a sentence that never contains a key.
 */
export function loadSecretKeys(options: {
  dataDir: string;
  fromEnvironment?: string | undefined;
}): Uint8Array[] {
  if (options.fromEnvironment !== undefined)
    return parseKeys(options.fromEnvironment, "SECRET_KEY");
  const file = join(options.dataDir, "secret-key");
  const kept = readIfThere(file) ?? makeKeyFile(options.dataDir, file);
  return parseKeys(kept, file);
}

function parseKeys(text: string, where: string): Uint8Array[] {
  const pieces = text.split(",").map((piece) => piece.trim());
  return pieces.map((piece, index) => {
    if (/^[A-Za-z0-9+/]{43}=$/.test(piece)) return new Uint8Array(Buffer.from(piece, "base64"));
    const which = pieces.length === 1 ? "the key" : `key ${index + 1} of ${pieces.length}`;
    throw new Error(
      `${where}: ${which} is not 32 bytes in base64 (44 characters; \`openssl rand -base64 32\` makes one)`,
    );
  });
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Written aside and linked into place: of two processes one wins, and neither ever reads half a key. */
function makeKeyFile(dataDir: string, file: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const aside = `${file}.${randomBytes(8).toString("hex")}`;
  const handle = openSync(aside, "wx", 0o600);
  try {
    writeSync(handle, `${randomBytes(32).toString("base64")}\n`);
    fsyncSync(handle);
    linkSync(aside, file);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    closeSync(handle);
    rmSync(aside, { force: true });
  }
  return readFileSync(file, "utf8");
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
