import { createLocalSignIn } from "./local.ts";
import { createOidcSignIn, type OidcOptions } from "./oidc.ts";
import { createProxySignIn, type ProxyOptions } from "./proxy.ts";
import type { SignIn } from "./sign-in.ts";

type Beside = Pick<OidcOptions, "publicUrl" | "secretKeys" | "clock" | "signIns">;

/** The way of signing in that the environment chose. */
export function createSignIn(
  chosen:
    | { kind: "local" }
    | ({ kind: "oidc" } & Omit<OidcOptions, keyof Beside>)
    | ({ kind: "proxy" } & Omit<ProxyOptions, keyof Beside>),
  beside: Beside,
): SignIn {
  switch (chosen.kind) {
    case "local":
      return createLocalSignIn();
    case "oidc":
      return createOidcSignIn({ ...chosen, ...beside });
    case "proxy":
      return createProxySignIn({ ...chosen, ...beside });
    default:
      return chosen satisfies never;
  }
}
