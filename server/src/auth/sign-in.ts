import type { Role, StaffMember, StaffReference } from "@connect-console/shared/staff";

/** What a request brings that may tell who sent it. */
export interface Asked {
  header(name: string): string | undefined;
  cookie(name: string): string | undefined;
}

/** A cookie for the browser: HttpOnly, SameSite=Lax, path /, and Secure exactly with https; `maxAge` in seconds, 0 takes it away. */
export interface SignInCookie {
  name: string;
  value: string;
  maxAge: number;
}

/** Somebody who is signed in and has a role. */
export interface SignedIn {
  state: "signed_in";
  staff: StaffMember;
  /** names this one sign-in; null where signing out is not the console's */
  signInId: string | null;
  /** epoch ms at which it ends unless it is renewed; null: not by itself */
  endsAt: number | null;
  /** the cookie that puts the idle end off; undefined while it was put off only just */
  renew?: () => Promise<SignInCookie>;
  /** seen for the first time in hours, where nobody signs in at the console itself */
  isNew?: boolean;
}

/** Who sent a request. `hint` is what may be said about why nobody is known. */
export type Presence =
  | SignedIn
  | { state: "no_role"; person: StaffReference; isNew: boolean }
  | { state: "nobody"; hint?: string }
  /** whoever vouches for people does not answer */
  | { state: "unavailable"; hint: string };

/** How the console learns who is there. */
export interface SignIn {
  readonly kind: "local" | "oidc" | "proxy";
  presenceOf(asked: Asked): Promise<Presence>;
  /** everybody who is there without signing in; undefined where people sign in */
  readonly people?: readonly StaffMember[];
  /** undefined where the role comes from elsewhere */
  switchRole?(staff: StaffMember, role: Role): Promise<StaffMember>;
  /** undefined where people sign in elsewhere */
  readonly flow?: SignInFlow;
}

/** Why somebody who came back from the provider was not let in; the audit keeps these words. */
export type Refusal =
  /** no attempt of this browser, or one that is over */
  | "no_attempt"
  | "wrong_state"
  /** the provider, or the person there, said no */
  | "provider_refused"
  /** the code was used before, or is not this attempt's */
  | "code_refused"
  /** nonce, issuer, audience, signature or time of the ID token */
  | "token_refused"
  | "no_role"
  | "provider_unavailable";

export type Finished =
  | { result: "signed_in"; staff: StaffMember; to: string; cookie: SignInCookie }
  | { result: "refused"; why: Refusal; person: StaffReference | null; to: string };

/** The way to the provider and back. */
export interface SignInFlow {
  /** Throws ProviderUnavailable. */
  begin(to: string): Promise<{ url: URL; attempt: SignInCookie }>;
  /** What the provider sent the browser back with. */
  finish(asked: Asked, query: string): Promise<Finished>;
  /** Takes the attempt away; one attempt is one try. */
  readonly noAttempt: SignInCookie;
  readonly signedOut: SignInCookie;
  /** Where the person signs out at the provider too; null where it offers nothing or does not answer. */
  endUrl(asked: Asked): Promise<URL | null>;
}

/** The provider does not answer, or not as a provider does. */
export class ProviderUnavailable extends Error {
  override readonly name = "ProviderUnavailable";
}
