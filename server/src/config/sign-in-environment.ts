import { Role } from "@connect-console/shared/staff";
import * as z from "zod";
import type { OidcSettings } from "../auth/oidc-provider.ts";
import type { ProxySettings } from "../auth/proxy.ts";
import type { Roles } from "../auth/roles.ts";
import { Secret } from "../domain/ports/secret.ts";
import { partsOf, unescaped } from "./list-variable.ts";
import { isLoopback } from "./loopback.ts";

/** How staff sign in. */
export type SignInEnvironment =
  | { kind: "local" }
  | ({ kind: "oidc"; roles: Roles } & OidcSettings)
  | ({ kind: "proxy"; roles: Roles } & ProxySettings);

const safeUrl = z
  .url({ protocol: /^https?$/, error: "must be an http or https address" })
  .transform((text) => new URL(text))
  .refine(
    (url) => url.protocol === "https:" || isLoopback(url.hostname),
    "must be https unless it is loopback",
  );

/** `group=role,group=role`; a group may have an equals sign in it, a role has none, and a comma in a group is escaped. */
const RoleMap = z.string().transform((text, context): Roles["map"] =>
  partsOf(text, ",").flatMap((pair): Roles["map"] => {
    const sides = partsOf(pair, "=");
    const role = Role.safeParse(sides.pop()?.trim());
    const group = unescaped(sides.join("="));
    if (group !== "" && role.success) return [[group, role.data]];
    context.addIssue({
      code: "custom",
      message: `must be group=role, separated by commas, and "${pair.trim()}" is not; a comma in a group is written \\,; roles are ${Role.options.join(", ")}`,
    });
    return [];
  }),
);

/** The part of the environment that is about sign-in. */
export const SignInVariables = {
  SIGN_IN: z.enum(["local", "oidc", "proxy"], "must be local, oidc or proxy").default("local"),
  OIDC_ISSUER: safeUrl.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_ROLES_CLAIM: z.string().optional(),
  ROLE_MAP: RoleMap.optional(),
  PROXY_JWT_HEADER: z
    .string()
    .regex(/^[\w-]+$/, "must be the name of a header")
    .optional(),
  PROXY_JWT_JWKS_URL: safeUrl.optional(),
  PROXY_JWT_ISSUER: z.string().optional(),
  PROXY_JWT_AUDIENCE: z.string().optional(),
  PROXY_EMAIL_VERIFIED: z.enum(["true", "false"], "must be true or false").default("false"),
  TRUSTED_HOPS: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(0, "must be at least 0")
    .max(10, "must be at most 10")
    .default(0),
};
const Variables = z.object(SignInVariables);

const needed = {
  local: [],
  oidc: ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_ROLES_CLAIM", "ROLE_MAP"],
  proxy: [
    "PROXY_JWT_HEADER",
    "PROXY_JWT_JWKS_URL",
    "PROXY_JWT_ISSUER",
    "PROXY_JWT_AUDIENCE",
    "OIDC_ROLES_CLAIM",
    "ROLE_MAP",
  ],
} as const;

/** What the chosen way of signing in lacks. */
export function signInProblems(set: Record<string, string>): string[] {
  const way = SignInVariables.SIGN_IN.safeParse(set.SIGN_IN).data ?? "local";
  return needed[way]
    .filter((name) => !set[name])
    .map((name) => `${name} is required where SIGN_IN is ${way}.`);
}

/** Called when there is no problem. */
export function signInOf(set: z.infer<typeof Variables>): SignInEnvironment {
  const roles = { claim: set.OIDC_ROLES_CLAIM ?? "", map: set.ROLE_MAP ?? [] };
  if (set.SIGN_IN === "oidc" && set.OIDC_ISSUER)
    return {
      kind: "oidc",
      roles,
      issuer: set.OIDC_ISSUER,
      clientId: set.OIDC_CLIENT_ID ?? "",
      clientSecret: new Secret(set.OIDC_CLIENT_SECRET ?? ""),
    };
  if (set.SIGN_IN === "proxy" && set.PROXY_JWT_JWKS_URL)
    return {
      kind: "proxy",
      roles: { ...roles, trustsEmail: set.PROXY_EMAIL_VERIFIED === "true" },
      header: set.PROXY_JWT_HEADER ?? "",
      jwksUrl: set.PROXY_JWT_JWKS_URL,
      issuer: set.PROXY_JWT_ISSUER ?? "",
      audience: set.PROXY_JWT_AUDIENCE ?? "",
    };
  return { kind: "local" };
}
