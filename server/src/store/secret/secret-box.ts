import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { StoreError } from "../../domain/ports/store-error.ts";

/** Seals what must not be readable at rest (docs/rules.md, 14). */
export interface SecretBox {
  /** `place` is where the text will stand (row, field); it opens nowhere else. */
  seal(text: string, place: readonly string[]): string;
  open(sealed: string, place: readonly string[]): string;
  /** HMAC-SHA256 of a link, hex; it tells nothing about the link and outlives the wipe. */
  fingerprint(link: string): string;
  /** By every key that is still known, since what was written under an older one keeps its fingerprint. */
  fingerprints(link: string): string[];
}

/** AES-256-GCM with a key id; the first key seals, any opens. Each use has its own key derived from the secret one. */
export function createSecretBox(secretKeys: Uint8Array[]): SecretBox {
  if (secretKeys.length === 0 || secretKeys.some((key) => key.length !== 32))
    throw new Error("secret keys must be 32 bytes, and at least one");
  const keys = secretKeys.map((secret) => ({
    id: derive(secret, "key id").subarray(0, 6).toString("hex"),
    sealing: createSecretKey(derive(secret, "auth links at rest")),
    fingerprint: createSecretKey(derive(secret, "auth link fingerprints")),
  }));
  const [first] = keys as [(typeof keys)[number]];
  return {
    seal: (text, place) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", first.sealing, iv).setAAD(associated(place));
      const bytes = Buffer.concat([
        iv,
        cipher.update(text, "utf8"),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return `${first.id}.${bytes.toString("base64url")}`;
    },
    open: (sealed, place) => {
      const [id, body = ""] = sealed.split(".");
      const key = keys.find((candidate) => candidate.id === id);
      if (!key)
        throw new StoreError(
          "unreadable",
          "this link was encrypted with a key that is no longer in SECRET_KEY",
        );
      const bytes = Buffer.from(body, "base64url");
      try {
        const decipher = createDecipheriv("aes-256-gcm", key.sealing, bytes.subarray(0, 12), {
          authTagLength: 16,
        });
        decipher.setAAD(associated(place)).setAuthTag(bytes.subarray(-16));
        return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString(
          "utf8",
        );
      } catch {
        throw new StoreError("unreadable", "an encrypted link was changed in the store");
      }
    },
    fingerprint: (link) => fingerprintBy(first.fingerprint, link),
    fingerprints: (link) => keys.map((key) => fingerprintBy(key.fingerprint, link)),
  };
}

function fingerprintBy(key: KeyObject, link: string): string {
  return createHmac("sha256", key).update(link).digest("hex");
}

function derive(secret: Uint8Array, use: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", `connect-console ${use}`, 32));
}

function associated(place: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(place));
}
