import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import { z } from "zod";
import { attemptOf, cancelAttempt, startAttempt } from "./attempts.ts";
import { StackOneError } from "./error.ts";
import {
  checkCredentials,
  type Credentials,
  existingAccount,
  link,
  offeredProfiles,
} from "./linking.ts";
import { findProvider, logo, type Provider } from "./providers.ts";
import { readBody } from "./read-body.ts";
import type { Simulation } from "./simulation.ts";
import type { Account, Profile, Session } from "./state.ts";

/** What the Hub's web component asks, with the session's token (`@stackone/hub` 1.11.4). */
export function hub(sim: Simulation) {
  const session = (c: Context) => liveSession(sim, c.req.header("x-hub-session-token"));
  return new Hono()
    .use(
      cors({
        origin: "*",
        allowHeaders: ["content-type", "x-hub-session-token", "x-hub-version"],
        allowMethods: ["GET", "POST", "PATCH", "DELETE", "OPTIONS"],
      }),
    )
    .get("/settings", (c) => {
      const account = editedAccount(sim, session(c));
      return c.json({
        enabled_features: [],
        ...(account ? { existing_account_id: account.id } : {}),
      });
    })
    .get("/connectors", (c) => {
      const asked = c.req.query("provider");
      const of = session(c);
      const integrations = offeredProfiles(sim, of)
        .filter((profile) => !asked || profile.connectorKey === asked)
        .map(shownIntegration);
      return c.json({ integrations, external_trigger_token: of.externalTriggerToken });
    })
    .get("/connectors/:id", (c) =>
      c.json({
        config: shownConfig(offeredProfile(sim, session(c), c.req.param("id"))),
        hub_settings: { configured_webhook_events: {}, project_settings: {} },
      }),
    )
    .post("/accounts", async (c) => {
      const body = await readBody(c, formSchema);
      return c.json(submitForm(sim, session(c), body.integration_id, body.credentials), 201);
    })
    .get("/accounts/:id", (c) =>
      c.json(shownAccount(sim, session(c), ownAccount(sim, session(c), c.req.param("id")))),
    )
    .patch("/accounts/:id", async (c) => {
      const body = await readBody(c, formSchema);
      const of = session(c);
      const account = ownAccount(sim, of, c.req.param("id"));
      return c.json(submitForm(sim, of, body.integration_id, body.credentials, account));
    })
    .route("/connection_attempts", connectionAttempts(sim));
}

/** A sign-in at the provider, which the Hub follows from its own window. */
function connectionAttempts(sim: Simulation) {
  // What the Hub asks after a sign-in: also where a used link does not open again.
  const followed = (c: Context) => unexpiredSession(sim, c.req.header("x-hub-session-token"));
  return new Hono()
    .post("/", async (c) => {
      const { token } = await readBody(c, z.object({ token: z.string() }));
      return c.json({ id: startAttempt(sim, liveSession(sim, token)).id }, 201);
    })
    .get("/:id", (c) => {
      const attempt = attemptOf(sim, followed(c), c.req.param("id"));
      return c.json({
        status: attempt.status,
        account: attempt.accountId === null ? null : { id: attempt.accountId },
        error: attempt.error,
      });
    })
    .delete("/:id", (c) => {
      cancelAttempt(sim, attemptOf(sim, followed(c), c.req.param("id")));
      return c.body(null, 204);
    });
}

const formSchema = z.object({
  integration_id: z.string(),
  credentials: z.record(z.string(), z.unknown()).default({}),
});

/** The session of a token that opens the link; 401 else, which the Hub takes for "expired". */
export function liveSession(sim: Simulation, token: string | undefined): Session {
  const session = unexpiredSession(sim, token);
  const isUsed = session.linked.length > 0;
  if (isUsed && !sim.state.settings.usedSessionOpensAgain) {
    throw new StackOneError(401, "Unauthorized");
  }
  return session;
}

function unexpiredSession(sim: Simulation, token: string | undefined): Session {
  const session = sim.state.sessions.get(token ?? "");
  if (!session || session.expiresAt <= sim.now()) throw new StackOneError(401, "Unauthorized");
  return session;
}

export function offeredProfile(sim: Simulation, session: Session, id: string): Profile {
  const profile = offeredProfiles(sim, session).find((each) => each.id === id);
  if (!profile) throw new StackOneError(404, "Integration not found");
  return profile;
}

/** The credentials form: checks it and makes or edits the account. There is no attempt in this flow. */
export function submitForm(
  sim: Simulation,
  session: Session,
  profileId: string,
  credentials: Credentials,
  editing?: Account,
): { id: string; provider: string } {
  const profile = offeredProfile(sim, session, profileId);
  if (findProvider(profile.connectorKey)?.auth !== "form") {
    throw new StackOneError(400, "This integration needs a sign-in at the provider");
  }
  checkCredentials(profile, credentials, editing !== undefined);
  const account = link(sim, session, profile, credentials);
  return { id: account.id, provider: account.provider };
}

/** The account that the Hub opens for editing at once: the named one, or the match for the session's provider. */
export function editedAccount(sim: Simulation, session: Session): Account | undefined {
  const provider = session.provider ?? offeredSingle(sim, session);
  if (session.accountId !== null) return sim.state.accounts.get(session.accountId);
  return provider === undefined ? undefined : existingAccount(sim, session, provider);
}

function offeredSingle(sim: Simulation, session: Session): string | undefined {
  return session.profileId === null ? undefined : offeredProfiles(sim, session)[0]?.connectorKey;
}

function ownAccount(sim: Simulation, session: Session, id: string): Account {
  const account = sim.state.accounts.get(id);
  if (account?.ownerId !== session.ownerId) throw new StackOneError(404, "Account not found");
  return account;
}

function shownIntegration(profile: Profile) {
  const provider = findProvider(profile.connectorKey);
  return {
    active: profile.active,
    name: provider?.name ?? profile.name,
    provider: profile.connectorKey,
    type: provider?.categories[0],
    version: profile.version,
    authentication_config_key: provider?.auth,
    environment: profile.environment,
    integration_id: profile.id,
    logo_url: provider ? logo(provider) : "",
  };
}

function shownConfig(profile: Profile) {
  const provider = findProvider(profile.connectorKey);
  if (!provider) throw new StackOneError(404, "Integration not found");
  return {
    key: provider.key,
    name: provider.name,
    type: provider.auth === "oauth2" ? "oauth2" : "custom",
    ...(provider.auth === "oauth2" ? { grantType: "authorization_code" } : {}),
    configFields: provider.fields.map((field) => ({
      key: field.key,
      label: field.label,
      type: field.secret ? "password" : "text",
      required: true,
      readOnly: false,
      secret: field.secret ?? false,
      placeholder: field.placeholder ?? "",
      ...(field.description ? { description: field.description } : {}),
    })),
    configNotices: [notice(provider)],
    assets: { icon: logo(provider) },
  };
}

function notice(provider: Provider) {
  const description =
    provider.auth === "oauth2"
      ? `Simulator: a pretended sign-in at ${provider.name} opens in a new window.`
      : "Simulator: nothing is sent to anybody. The word “wrong” as a secret is refused, all else is taken.";
  return { key: "simulator", type: "info", description };
}

/** Secrets come as their last four characters behind the mark that the Hub knows. */
function shownAccount(sim: Simulation, session: Session, account: Account) {
  const target = offeredProfiles(sim, session).find(
    (profile) => profile.connectorKey === account.provider,
  );
  const secrets = Object.entries(account.secretEnds).map(
    ([key, end]) => [key, `__secretvalue:**redacted**${end}`] as const,
  );
  return {
    secureId: account.id,
    provider: account.provider,
    setupInformation: account.setup,
    secrets: Object.fromEntries(secrets),
    version: account.version,
    authConfigKey: findProvider(account.provider)?.auth,
    environment: "production",
    // The session's profile, so that saving moves the account to it.
    integrationId: target?.id ?? account.profileId,
  };
}
