import type { MagicWords, StackOneState } from "@connect-console/shared/stackone-state";
import type { Versions } from "@connect-console/shared/support-bundle";
import type { HttpBindings } from "@hono/node-server";
import type { SignedIn, SignIn } from "../auth/sign-in.ts";
import type { Ports, StaffContext } from "../domain/context.ts";
import type { Secret } from "../domain/ports/secret.ts";
import type { StackOneChecker } from "../domain/stackone-check/check.ts";
import type { Metrics } from "./metrics.ts";
import type { StreamLimits } from "./middleware/stream-cap.ts";

/** Everything that the HTTP side needs; `start.ts` composes it. */
export interface AppDeps {
  ports: Ports;
  signIn: SignIn;
  publicUrl: URL;
  /** proxies in front, each of which adds an address to `X-Forwarded-For`; undefined: none */
  trustedHops?: number;
  /** addresses that the Hub inside the console uses */
  hub: { baseUrl: string; appUrl: string };
  versions: Versions;
  /** the built web page */
  pageDirectory: string;
  limits: { requestsPerMinute: number; creationsPerMinute: number; streams?: StreamLimits };
  metrics: Metrics;
  stackoneState(): Promise<StackOneState>;
  /** the day-one check */
  stackoneCheck: StackOneChecker;
  webhooks: {
    /** any of them may have signed; none: webhooks are not taken */
    secrets: readonly Secret[];
    /** work after the answer, which the end of the console waits for; it must not fail */
    afterwards(work: Promise<void>): void;
  };
  /** null with a live StackOne */
  magicWords: (() => Promise<MagicWords>) | null;
  /** aborted when the console closes, so that streams end at once */
  closing: AbortSignal;
  /** milliseconds between comments in an idle stream */
  heartbeatEvery?: number;
}

/** What the middlewares leave for the handlers. */
export interface AppEnv {
  /** absent where the app is asked without a server, as tests do */
  Bindings: Partial<HttpBindings>;
  Variables: {
    deps: AppDeps;
    requestId: string;
    /** set on every route of /api */
    ctx: StaffContext;
    /** the sign-in by which the request was let in; set beside ctx */
    signedIn: SignedIn;
  };
}
