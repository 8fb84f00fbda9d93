import { hkdfSync } from "node:crypto";
import { EncryptJWT, jwtDecrypt } from "jose";

type Claims = Record<string, unknown>;

/** Encrypts what a cookie carries (JWE, A256GCM); nobody else reads it or makes one. */
export interface CookieSeal {
  /** `endsAt`: epoch ms */
  seal(claims: Claims, endsAt: number): Promise<string>;
  /** null: not ours, changed, made for another use, or over */
  open(sealed: string, now: number): Promise<Claims | null>;
}

/** Each use has keys of its own, derived from the secret ones: the first seals, any opens. */
export function createCookieSeal(secretKeys: readonly Uint8Array[], use: string): CookieSeal {
  const keys = secretKeys.map((secret) => ({
    id: Buffer.from(derive(secret, `${use} key id`))
      .subarray(0, 6)
      .toString("hex"),
    key: derive(secret, use),
  }));
  const [first] = keys;
  if (!first) throw new Error("cookies need a secret key");
  return {
    seal: (claims, endsAt) =>
      new EncryptJWT(claims)
        .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: first.id })
        .setExpirationTime(Math.floor(endsAt / 1000))
        .encrypt(first.key),
    async open(sealed, now) {
      try {
        const { payload } = await jwtDecrypt(
          sealed,
          ({ kid }) => {
            const found = keys.find(({ id }) => id === kid);
            if (!found) throw new Error("sealed with a key that is gone");
            return found.key;
          },
          {
            keyManagementAlgorithms: ["dir"],
            contentEncryptionAlgorithms: ["A256GCM"],
            requiredClaims: ["exp"],
            currentDate: new Date(now),
          },
        );
        return payload;
      } catch {
        return null;
      }
    },
  };
}

function derive(secret: Uint8Array, use: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "", `connect-console cookie ${use}`, 32));
}
