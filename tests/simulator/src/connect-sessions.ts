import { Hono } from "hono";
import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { takeTrouble } from "./answer-trouble.ts";
import { sessionByNumber } from "./connect-session-by-number.ts";
import { shownSession } from "./connect-session-view.ts";
import { StackOneError } from "./error.ts";
import {
  defaultProfile,
  existingAccount,
  findProfile,
  startRefresh,
  troubleOf,
} from "./linking.ts";
import { wordsIn } from "./magic-words.ts";
import { findProvider } from "./providers.ts";
import { settingsSchema } from "./settings.ts";
import type { Simulation } from "./simulation.ts";
import { categories, type Session, types } from "./state.ts";
import { defaultSeconds, isSessionTrouble, type SessionTrouble } from "./trouble-kinds.ts";
import { readBody } from "./read-body.ts";

/** `POST /connect_sessions`, `GET /connect_sessions/{id}` and `POST /connect_sessions/authenticate`. */

/** Older sessions are forgotten, so that a load test does not fill the memory. */
const keptSessions = 20_000;

const text = z.string().nullish();
/** Unknown keys, also `shared`, `relink` and `scopes`, are ignored (create-connect-session). */
const bodySchema = z.object({
  origin_owner_id: z.string().min(1),
  origin_owner_name: z.string().min(1),
  origin_username: text,
  provider: text,
  provider_version: text,
  categories: z.array(z.enum(categories)).nullish(),
  account_id: text,
  connector_profile_id: text,
  integration_id: text,
  expires_in: z.number().positive().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  multiple: z.boolean().nullish(),
  label: text,
  type: z.enum(types).nullish(),
});
type Body = z.infer<typeof bodySchema>;

export function connectSessions(sim: Simulation) {
  return new Hono()
    .post("/", async (c) => {
      const body = await readBody(c, bodySchema);
      playWords(sim, body.label);
      const session = createSession(sim, body, sessionTroubles(sim, body));
      const { origin } = new URL(c.req.url);
      return c.json(
        {
          ...shownSession(sim, session, body.categories),
          token: session.token,
          auth_link_url: `${origin}/embedded/integrations?token=${session.token}`,
        },
        201,
      );
    })
    .get("/:id", (c) => c.json(shownSession(sim, sessionByNumber(sim, c.req.param("id")))))
    .post("/authenticate", async (c) => {
      const { token } = await readBody(c, z.object({ token: z.string() }));
      const { authenticateStatus } = sim.state.settings;
      if (authenticateStatus !== null) throw new StackOneError(authenticateStatus, "Refused");
      const session = sim.state.sessions.get(token);
      if (!session) throw new StackOneError(401, "Invalid token");
      refuseAuthenticate(sim, session);
      return c.json(shownSession(sim, session), 201);
    });
}

function refuseAuthenticate(sim: Simulation, session: Session): void {
  if (troubleOf(session, "authenticate_unauthorized") !== undefined) {
    throw new StackOneError(401, "Unauthorized");
  }
  if (troubleOf(session, "authenticate_refused") !== undefined) {
    throw new StackOneError(403, "Forbidden resource");
  }
  if (troubleOf(session, "authenticate_not_found") !== undefined) {
    throw new StackOneError(404, "Not Found");
  }
  if (session.expiresAt <= sim.now()) {
    throw new StackOneError(sim.state.settings.expiredAuthenticateStatus, "Token has expired");
  }
}

function createSession(sim: Simulation, body: Body, troubles: SessionTrouble[]): Session {
  check(sim, body);
  const now = sim.now();
  const session: Session = {
    id: sim.state.nextSessionId++,
    token: randomBytes(36).toString("base64url"),
    ownerId: body.origin_owner_id,
    ownerName: body.origin_owner_name,
    username: body.origin_username ?? null,
    provider: body.provider ?? null,
    categories: body.categories?.length ? body.categories : null,
    accountId: body.account_id ?? null,
    profileId: chosenProfile(body),
    repeated: { metadata: body.metadata ?? null },
    multiple: body.multiple ?? false,
    label: body.label ?? null,
    type: body.type ?? "production",
    createdAt: sim.iso(now),
    // 1800 is StackOne's default (create-connect-session).
    expiresAt: now + (body.expires_in ?? 1800) * 1000,
    externalTriggerToken: randomUUID(),
    troubles,
    linked: [],
  };
  sim.state.sessions.set(session.token, session);
  const oldest = sim.state.sessions.keys().next().value;
  if (sim.state.sessions.size > keptSessions && oldest) sim.state.sessions.delete(oldest);
  troubleAfterCreation(sim, session);
  sim.changed();
  return session;
}

/** `connector_profile_id` is the newer name; which one wins when both are sent is not documented. */
function chosenProfile(body: Body): string | null {
  return body.connector_profile_id ?? body.integration_id ?? null;
}

function check(sim: Simulation, body: Body): void {
  const refuse = (message: string): never => {
    throw new StackOneError(400, message);
  };
  const { maxExpiresIn } = sim.state.settings;
  if (maxExpiresIn !== null && (body.expires_in ?? 1800) > maxExpiresIn) {
    refuse(`expires_in must not be greater than ${maxExpiresIn}`);
  }
  if (body.provider_version != null) refuse("provider_version is not supported");
  const profileId = chosenProfile(body);
  const profile = findProfile(sim, profileId);
  if (profileId !== null && !profile) refuse("Connector profile not found");
  if (profile && !profile.active) refuse("Connector profile is not active");
  const account = body.account_id == null ? undefined : sim.state.accounts.get(body.account_id);
  if (body.account_id != null && !account) refuse("Account not found");
  if (account && account.ownerId !== body.origin_owner_id) {
    refuse("Account does not belong to origin_owner_id");
  }
  const provider = body.provider ?? account?.provider ?? profile?.connectorKey;
  if (provider === undefined) return;
  const known = findProvider(provider) ?? refuse(`Provider ${provider} not found`);
  if (account && account.provider !== provider) refuse(`Account is not of provider ${provider}`);
  if (profile && profile.connectorKey !== provider) {
    refuse(`Connector profile is not of provider ${provider}`);
  }
  const enabled = sim.state.profiles.some((each) => each.connectorKey === provider && each.active);
  if (!enabled) refuse(`Provider ${provider} is not enabled for this project`);
  if (!profile && !account && !defaultProfile(sim, provider)) {
    refuse(`Provider ${provider} has no default connector profile`);
  }
  const wanted = body.categories ?? [];
  if (wanted.length > 0 && !known.categories.some((category) => wanted.includes(category))) {
    refuse(`Provider ${provider} is in none of the categories`);
  }
}

/** The settings that words in the label stand for; they last until `sim:calm` or a reset. */
function playWords(sim: Simulation, label: string | null | undefined): void {
  for (const { does } of wordsIn(label)) {
    if ("settings" in does) Object.assign(sim.state.settings, does.settings);
    if ("clockOffsetSeconds" in does) sim.state.clockOffsetSeconds = does.clockOffsetSeconds;
    if ("calm" in does) {
      sim.state.settings = settingsSchema.parse({});
      sim.state.clockOffsetSeconds = 0;
    }
  }
}

function sessionTroubles(sim: Simulation, body: Body): SessionTrouble[] {
  const words = wordsIn(body.label).flatMap(({ does }) =>
    "trouble" in does ? [does.trouble] : [],
  );
  const owners = [body.origin_owner_id];
  const controlled = takeTrouble(sim, "POST /connect_sessions", owners, isSessionTrouble);
  return [...words, ...(controlled ? [controlled] : [])].flatMap(({ kind, seconds }) =>
    isSessionTrouble(kind) ? [{ kind, seconds: seconds ?? defaultSeconds[kind] ?? 0 }] : [],
  );
}

function troubleAfterCreation(sim: Simulation, session: Session): void {
  if (troubleOf(session, "expires_at_once") !== undefined) session.expiresAt = sim.now();
  const other = troubleOf(session, "echo_other_profile") !== undefined;
  if (other || sim.state.settings.echoProfile === "other")
    session.profileId = otherProfile(sim, session);
  if (troubleOf(session, "reads_fail") !== undefined) {
    const ownerId = session.ownerId;
    sim.state.troubles.push({ route: "GET /accounts*", kind: "server_error", times: 3, ownerId });
  }
  const product = troubleOf(session, "product_account");
  if (product !== undefined) {
    const at = sim.now() + product * 1000;
    sim.state.effects.push({ kind: "product_account", at, token: session.token });
  }
  const refresh = troubleOf(session, "refresh");
  const edited = session.provider ?? sim.state.accounts.get(session.accountId ?? "")?.provider;
  const account = edited === undefined ? undefined : existingAccount(sim, session, edited);
  if (refresh !== undefined && account) startRefresh(sim, session, account.id, refresh);
}

/** Another active profile of the same provider where there is one, else none: as if the chosen one were ignored. */
function otherProfile(sim: Simulation, session: Session): string | null {
  const chosen = findProfile(sim, session.profileId) ?? defaultProfile(sim, session.provider ?? "");
  const other = sim.state.profiles.find(
    (profile) =>
      profile.active && profile.connectorKey === chosen?.connectorKey && profile.id !== chosen.id,
  );
  return other?.id ?? session.profileId;
}
