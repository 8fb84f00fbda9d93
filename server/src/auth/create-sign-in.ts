import { createLocalSignIn } from "./local.ts";
import { createOidcSignIn, type OidcOptions } from "./oidc.ts";
import { createProxySignIn, type ProxyOptions } from "./proxy.ts";
import type { SignIn } from "./sign-in.ts";

type SignInDependencies = Pick<OidcOptions, "publicUrl" | "secretKeys" | "clock" | "signIns">;

/** The way of signing in that the environment chose. */
export function createSignIn(
  chosen:
    | { kind: "local" }
    | ({ kind: "oidc" } & Omit<OidcOptions, keyof SignInDependencies>)
    | ({ kind: "proxy" } & Omit<ProxyOptions, keyof SignInDependencies>),
  dependencies: SignInDependencies,
): SignIn {
  switch (chosen.kind) {
    case "local":
      return createLocalSignIn();
    case "oidc":
      return createOidcSignIn({ ...chosen, ...dependencies });
    case "proxy":
      return createProxySignIn({ ...chosen, ...dependencies });
    default:
      return chosen satisfies never;
  }
}
