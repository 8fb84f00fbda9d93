import { randomBytes } from "node:crypto";
import { StackOneError } from "./error.ts";
import { findProvider } from "./providers.ts";
import { statusReasons } from "./seed.ts";
import type { Simulation } from "./simulation.ts";
import type { Account, AccountFacts, Profile, Session } from "./state.ts";
import type { SessionTroubleKind } from "./trouble-kinds.ts";

/** Which account a connect session makes or edits, and what that does to it. */

export type Credentials = Record<string, unknown>;

/** The trouble's length in seconds, or undefined where the session has no such trouble. */
export function troubleOf(session: Session, kind: SessionTroubleKind): number | undefined {
  return session.troubles.find((trouble) => trouble.kind === kind)?.seconds;
}

export function findProfile(sim: Simulation, id: string | null): Profile | undefined {
  return sim.state.profiles.find((profile) => profile.id === id);
}

export function defaultProfile(sim: Simulation, provider: string): Profile | undefined {
  return sim.state.profiles.find(
    (profile) => profile.connectorKey === provider && profile.active && profile.default,
  );
}

/** The profiles that the Hub offers in this session: at most one of each provider. */
export function offeredProfiles(sim: Simulation, session: Session): Profile[] {
  const edited = session.accountId ? sim.state.accounts.get(session.accountId) : undefined;
  const active = sim.state.profiles.filter((profile) => profile.active);
  if (session.profileId !== null) return active.filter(({ id }) => id === session.profileId);
  const provider = session.provider ?? edited?.provider;
  if (provider !== undefined) {
    const own = active.find(({ id }) => id === edited?.profileId);
    const chosen = defaultProfile(sim, provider) ?? own;
    return chosen ? [chosen] : [];
  }
  const wanted = session.categories;
  return active.filter(
    (profile) =>
      profile.default &&
      (wanted === null ||
        findProvider(profile.connectorKey)?.categories.some((each) => wanted.includes(each))),
  );
}

/** The account that a link for this provider would edit; undefined: it makes a new one. */
export function existingAccount(
  sim: Simulation,
  session: Session,
  provider: string,
): Account | undefined {
  if (session.accountId !== null) return sim.state.accounts.get(session.accountId);
  if (session.multiple) return undefined;
  // Several matches: StackOne does not say which one it takes; here the most recently updated.
  return [...sim.state.accounts.values()]
    .filter(
      (account) =>
        account.ownerId === session.ownerId &&
        account.ownerName === session.ownerName &&
        account.provider === provider,
    )
    .toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt))[0];
}

/** Makes or edits the account: what StackOne does once the provider has accepted the customer. */
export function link(
  sim: Simulation,
  session: Session,
  profile: Profile,
  credentials: Credentials = {},
): Account {
  const existing = existingAccount(sim, session, profile.connectorKey);
  const account = existing ?? newAccount(sim, session, profile);
  const before = existing ? seenFacts(sim, existing) : null;
  const updatedAt = movedAt(sim, account, "active");
  Object.assign(account, {
    status: "active",
    statusReasons: [],
    // Linking again through another profile moves the account to it and to its version (docs/stackone.md, 1.2).
    profileId: profile.id,
    version: profile.version,
    updatedAt,
    label: session.label ?? account.label,
    username: session.username ?? account.username,
  } satisfies Partial<Account>);
  storeCredentials(account, profile, credentials);
  const lagSeconds = troubleOf(session, "lag") ?? sim.state.settings.lagSeconds;
  if (lagSeconds > 0) account.lag = { until: sim.now() + lagSeconds * 1000, before };
  sim.state.accounts.set(account.id, account);
  if (!session.linked.includes(account.id)) session.linked.push(account.id);
  troubleAfterLink(sim, session, profile, account);
  sim.webhooks.tell(sim, existing ? "account.updated" : "account.created", account, session);
  sim.changed();
  return account;
}

/** What the Platform API shows of an account now; null while a lag hides that it exists. */
export function seenFacts(sim: Simulation, account: Account): AccountFacts | null {
  const { lag, ...facts } = account;
  return lag !== null && sim.now() < lag.until ? lag.before : facts;
}

function newAccount(sim: Simulation, session: Session, profile: Profile): Account {
  return {
    id: randomBytes(16).toString("base64url").replaceAll(/[-_]/g, "x").slice(0, 21),
    provider: profile.connectorKey,
    ownerId: sim.state.settings.linkedOwnerId ?? session.ownerId,
    ownerName: sim.state.settings.linkedOwnerId ?? session.ownerName,
    username: null,
    label: null,
    status: "active",
    statusReasons: [],
    type: session.type,
    profileId: profile.id,
    version: profile.version,
    createdAt: sim.iso(),
    updatedAt: sim.iso(),
    setup: {},
    secretEnds: {},
    lag: null,
  };
}

/** Checks the form against the provider, which refuses the key `wrong`. */
export function checkCredentials(
  profile: Profile,
  credentials: Credentials,
  editing: boolean,
): void {
  const provider = findProvider(profile.connectorKey);
  for (const field of provider?.fields ?? []) {
    const value = credentials[field.key];
    // The Hub leaves secrets that were not touched out of an edit.
    if (value === undefined && editing) continue;
    if (typeof value !== "string" || value === "") {
      throw new StackOneError(400, `${field.label} is required`);
    }
    if (field.secret && value.trim().toLowerCase() === "wrong") {
      throw new StackOneError(400, "The credentials were not accepted", {
        extra: { provider_response: `${provider?.name}: 401 Unauthorized, invalid ${field.label}` },
      });
    }
  }
}

function storeCredentials(account: Account, profile: Profile, credentials: Credentials): void {
  for (const field of findProvider(profile.connectorKey)?.fields ?? []) {
    const value = credentials[field.key];
    if (typeof value !== "string" || value === "") continue;
    if (field.secret) account.secretEnds[field.key] = value.slice(-4);
    else account.setup[field.key] = value;
  }
}

function troubleAfterLink(
  sim: Simulation,
  session: Session,
  profile: Profile,
  account: Account,
): void {
  const now = sim.now();
  if (troubleOf(session, "link_error") !== undefined) breakAccount(sim, account, sim.iso());
  const breaks = troubleOf(session, "breaks_later");
  if (breaks !== undefined) {
    sim.state.effects.push({ kind: "break", at: now + breaks * 1000, accountId: account.id });
  }
  const refresh = troubleOf(session, "refresh");
  if (refresh !== undefined) startRefresh(sim, session, account.id, refresh);
  const second = troubleOf(session, "second_account");
  if (second !== undefined && session.multiple && session.linked.length === 1) {
    const at = now + second * 1000;
    const { token } = session;
    sim.state.effects.push({ kind: "second_account", at, token, profileId: profile.id });
  }
}

/** Moves the account's `updated_at` in the background, as a token refresh does, until the link expires. */
export function startRefresh(
  sim: Simulation,
  session: Session,
  accountId: string,
  everySeconds: number,
): void {
  const others = sim.state.effects.filter(
    (effect) => effect.kind !== "refresh" || effect.accountId !== accountId,
  );
  const at = sim.now() + everySeconds * 1000;
  const until = session.expiresAt;
  sim.state.effects = [...others, { kind: "refresh", at, everySeconds, until, accountId }];
}

export function breakAccount(sim: Simulation, account: Account, at: string): void {
  account.updatedAt = movedAt(sim, account, "error", at);
  account.status = "error";
  account.statusReasons = statusReasons("error", at);
}

/** `updated_at` of a change that leads to this status: it stays where the status changes and the setting says so. */
export function movedAt(
  sim: Simulation,
  account: Account,
  status: Account["status"],
  at = sim.iso(),
): string {
  const moves = sim.state.settings.updatedAtMovesWithStatus || account.status === status;
  return moves ? at : account.updatedAt;
}
