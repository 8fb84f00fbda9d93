import * as z from "zod";
import { Secret } from "../domain/ports/secret.ts";
import { partsOf, unescaped } from "./list-variable.ts";
import { isLoopback } from "./loopback.ts";
import secretNames from "./secret-variables.json" with { type: "json" };
import {
  type SignInEnvironment,
  signInOf,
  signInProblems,
  SignInVariables,
} from "./sign-in-environment.ts";

/** How the console is set up; read once, at the start. */
export interface Environment {
  upstream: { kind: "simulator"; port: number } | { kind: "live"; baseUrl: string; apiKey: Secret };
  follow: "attempts" | "accounts";
  /** null: StackOne's, or the simulator's */
  hubAppUrl: string | null;
  /** the console's own budget at StackOne */
  requestsPerMinute: number;
  host: string;
  /** 0: any free one */
  port: number;
  /** null: where it listens */
  publicUrl: URL | null;
  dataDir: string;
  /** null: the key file in DATA_DIR */
  secretKey: Secret | null;
  /** per person */
  limits: {
    requestsPerMinute: number;
    creationsPerMinute: number;
    /** live streams that are open at once */
    streams: { perPerson: number; inAll: number };
  };
  /** StackOne's signing secrets for its webhooks, all valid; empty: none were given */
  webhookSecrets: Secret[];
  /** the team's incoming webhook, a secret as a whole; null: none */
  notifyWebhook: Secret | null;
  signIn: SignInEnvironment;
  /** proxies in front, each of which adds where a request came from to `X-Forwarded-For`; 0: the connection alone says it */
  trustedHops: number;
}

/** Every problem with the environment, in one message; the process ends with 78. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
  readonly problems: string[];

  constructor(problems: string[]) {
    super(
      `The console cannot start with this environment:\n${problems.map((problem) => `- ${problem}`).join("\n")}`,
    );
    this.problems = problems;
  }
}

const port = z.coerce
  .number("must be a port")
  .int("must be a port")
  .min(0, "must be a port")
  .max(65_535, "must be a port");
const atLeastOne = z.coerce
  .number("must be a number")
  .int("must be a whole number")
  .min(1, "must be at least 1");
const httpUrl = z.url({ protocol: /^https?$/, error: "must be an http or https address" });
const origin = httpUrl
  .transform((text) => new URL(text))
  .refine(
    (url) => url.pathname === "/" && !url.search && !url.hash && !url.username,
    "must be an address without a path",
  );
const secretKeys = z
  .string()
  .regex(
    /^[A-Za-z0-9+/]{43}=(\s*,\s*[A-Za-z0-9+/]{43}=)*$/,
    "must be 32 bytes in base64 (`openssl rand -base64 32`); several are separated by commas",
  );

const listed = z
  .string()
  .transform((text) => partsOf(text, ",").map(unescaped))
  .refine((parts) => parts.every((part) => part !== ""), "must be secrets separated by commas");

/** Every variable that the console reads; README’s table and server/deploy/env.example list the same. */
export const Variables = z.object({
  NODE_ENV: z.string().optional(),
  STACKONE_API_KEY: z.string().optional(),
  STACKONE_BASE_URL: httpUrl.optional(),
  STACKONE_FOLLOW: z
    .enum(["attempts", "accounts"], "must be attempts or accounts")
    .default("attempts"),
  STACKONE_REQUESTS_PER_MINUTE: atLeastOne.default(120),
  STACKONE_HUB_APP_URL: httpUrl.optional(),
  STACKONE_WEBHOOK_SECRETS: listed.optional(),
  NOTIFY_WEBHOOK_URL: httpUrl.optional(),
  SIMULATOR_PORT: port.optional(),
  HOST: z.string().default("127.0.0.1"),
  PORT: port.default(4400),
  PUBLIC_URL: origin.optional(),
  DATABASE_URL: z
    .undefined(
      "is not possible yet: PostgreSQL comes later; leave it out and the store is SQLite in DATA_DIR",
    )
    .optional(),
  DATA_DIR: z.string().default("./data"),
  SECRET_KEY: secretKeys.optional(),
  ...SignInVariables,
  LIMIT_REQUESTS_PER_MINUTE: atLeastOne.default(600),
  LIMIT_CREATIONS_PER_MINUTE: atLeastOne.default(120),
  LIMIT_STREAMS_PER_PERSON: atLeastOne.default(50),
  LIMIT_STREAMS: atLeastOne.default(1000),
});
type Variables = z.infer<typeof Variables>;

/** Reads the environment and takes the secrets out of it, so that no child process and no later reader finds them. Throws EnvironmentError. */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  // an empty variable is one that is not set
  const set: Record<string, string> = {};
  for (const [name, text] of Object.entries(variables)) if (text?.trim()) set[name] = text.trim();
  const parsed = Variables.safeParse(set);
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join(".")} ${issue.message}.`),
    ...forbiddenTogether(set),
    ...signInProblems(set),
  ];
  if (!parsed.success || problems.length > 0) throw new EnvironmentError(problems);
  for (const name of secretNames) delete variables[name];
  return compose(parsed.data);
}

/** What is right alone and wrong beside something else. */
function forbiddenTogether(set: Partial<Record<keyof Variables, string>>): string[] {
  const production = set.NODE_ENV === "production";
  const local = isLoopback(set.HOST ?? "127.0.0.1");
  const signInLocal = (set.SIGN_IN ?? "local") === "local";
  const publicUrl = URL.parse(set.PUBLIC_URL ?? "");
  const baseUrl = URL.parse(set.STACKONE_BASE_URL ?? "");
  const hubAppUrl = URL.parse(set.STACKONE_HUB_APP_URL ?? "");
  const notifyUrl = URL.parse(set.NOTIFY_WEBHOOK_URL ?? "");
  const rules: [boolean, string][] = [
    [
      !set.STACKONE_API_KEY && production,
      "STACKONE_API_KEY is required where NODE_ENV is production: there is no simulator there.",
    ],
    [
      !set.STACKONE_API_KEY && !local,
      "STACKONE_API_KEY is required where HOST is not loopback: the simulator is for one's own machine.",
    ],
    [
      !set.STACKONE_API_KEY && !!set.STACKONE_BASE_URL,
      "STACKONE_BASE_URL needs STACKONE_API_KEY beside it.",
    ],
    [
      signInLocal && production,
      "SIGN_IN local is refused where NODE_ENV is production: everybody would be the same admin.",
    ],
    [
      signInLocal && !local,
      "SIGN_IN local is refused where HOST is not loopback: everybody who reaches it would be an admin.",
    ],
    [
      !local && !set.PUBLIC_URL,
      "PUBLIC_URL is required where HOST is not loopback: staff reach the console by it, and sign-in returns to it.",
    ],
    [!set.SECRET_KEY && production, "SECRET_KEY is required where NODE_ENV is production."],
    [
      publicUrl?.protocol === "http:" && !isLoopback(publicUrl.hostname),
      "PUBLIC_URL must be https unless it is loopback: auth links would cross the network in the open.",
    ],
    [
      baseUrl?.protocol === "http:" && !isLoopback(baseUrl.hostname),
      "STACKONE_BASE_URL must be https unless it is loopback: the API key would cross the network in the open.",
    ],
    [
      hubAppUrl?.protocol === "http:" && !isLoopback(hubAppUrl.hostname),
      "STACKONE_HUB_APP_URL must be https unless it is loopback: customers' sign-ins end there.",
    ],
    [
      notifyUrl?.protocol === "http:" && !isLoopback(notifyUrl.hostname),
      "NOTIFY_WEBHOOK_URL must be https unless it is loopback: whoever reads it can write to your team.",
    ],
    [
      !!notifyUrl?.username || !!notifyUrl?.password,
      "NOTIFY_WEBHOOK_URL must be an address without user name and password.",
    ],
  ];
  return rules.flatMap(([broken, problem]) => (broken ? [problem] : []));
}

function compose(set: Variables): Environment {
  const { STACKONE_API_KEY: apiKey, STACKONE_BASE_URL: baseUrl = "https://api.stackone.com" } = set;
  // a free port has no neighbour
  const nextPort = set.PORT === 0 || set.PORT === 65_535 ? 0 : set.PORT + 1;
  return {
    upstream: apiKey
      ? { kind: "live", baseUrl: baseUrl.replace(/\/+$/, ""), apiKey: new Secret(apiKey) }
      : { kind: "simulator", port: set.SIMULATOR_PORT ?? nextPort },
    follow: set.STACKONE_FOLLOW,
    hubAppUrl: set.STACKONE_HUB_APP_URL?.replace(/\/+$/, "") ?? null,
    requestsPerMinute: set.STACKONE_REQUESTS_PER_MINUTE,
    host: set.HOST,
    port: set.PORT,
    publicUrl: set.PUBLIC_URL ?? null,
    dataDir: set.DATA_DIR,
    secretKey: set.SECRET_KEY ? new Secret(set.SECRET_KEY) : null,
    limits: {
      requestsPerMinute: set.LIMIT_REQUESTS_PER_MINUTE,
      creationsPerMinute: set.LIMIT_CREATIONS_PER_MINUTE,
      streams: { perPerson: set.LIMIT_STREAMS_PER_PERSON, inAll: set.LIMIT_STREAMS },
    },
    notifyWebhook: set.NOTIFY_WEBHOOK_URL ? new Secret(set.NOTIFY_WEBHOOK_URL) : null,
    signIn: signInOf(set),
    trustedHops: set.TRUSTED_HOPS,
    webhookSecrets: (set.STACKONE_WEBHOOK_SECRETS ?? []).map((secret) => new Secret(secret)),
  };
}
