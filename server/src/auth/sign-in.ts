import type { Role, StaffMember, StaffReference } from "@connect-console/shared/staff";
import type { NoRole } from "./roles.ts";

/** What a request brings that may tell who sent it. */
export interface Asked {
  header(name: string): string | undefined;
  /** in small letters */
  headerNames(): string[];
  cookie(name: string): string | undefined;
  cookieNames(): string[];
  /** "1.0", "1.1"; undefined where no connection brought the request, as in tests */
  httpVersion: string | undefined;
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
  /** where that could not be written down: the next request is the first one again */
  forget?: () => void;
}

/** What the log may hold of a refusal: codes, addresses and the library's own words, never what proves anything. */
export interface RefusalDetail {
  reason?: string;
  /** the library's */
  code?: string;
  /** the provider's `error` */
  providerCode?: string;
  /** such as AADSTS7000222 */
  vendorCode?: string;
  /** of an HTTP answer */
  status?: number;
  networkCode?: string;
  expectedIssuer?: string;
  foundIssuer?: string;
}

/** Who sent a request. `hint` is what may be said about why nobody is known, `detail` what the log says of it. */
export type Presence =
  | SignedIn
  | {
      state: "no_role";
      why?: NoRole;
      person: StaffReference;
      isNew: boolean;
      detail?: RefusalDetail;
    }
  | { state: "nobody"; hint?: string; detail?: RefusalDetail }
  /** whoever vouches for people does not answer */
  | { state: "unavailable"; hint: string; detail?: RefusalDetail };

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

/** Why somebody who came back from the provider was not let in; log, metrics and audit keep these words. */
export type Refusal =
  | NoRole
  /** this browser has no attempt, or all of them are over */
  | "no_attempt"
  /** the answer belongs to none of this browser's attempts */
  | "wrong_state"
  /** the provider, or the person there, said no */
  | "provider_refused"
  /** the provider asks for another try later */
  | "provider_busy"
  /** the provider does not take the console's own registration or secret */
  | "client_refused"
  /** the provider goes by another issuer than the one that is set */
  | "wrong_issuer"
  /** the code was used before, or is not this attempt's */
  | "code_refused"
  /** nonce, audience, signature, time or person of the ID token */
  | "token_refused"
  | "provider_unavailable";

/** `spent` takes the attempt's cookie away; undefined where the answer belonged to no attempt. */
export type Finished = { to: string; spent?: SignInCookie } &
  /** `begin` keeps what the sign-in needs later, and gives its cookie; throws StoreError */
  (
    | { result: "signed_in"; staff: StaffMember; begin: () => Promise<SignInCookie> }
    | { result: "refused"; why: Refusal; person: StaffReference | null; detail?: RefusalDetail }
  );

/** The way to the provider and back. */
export interface SignInFlow {
  /** `dropped`: attempts for which there is no room any more. Throws ProviderUnavailable. */
  begin(
    to: string,
    asked: Asked,
  ): Promise<{ url: URL; attempt: SignInCookie; dropped?: SignInCookie[] }>;
  /** What the provider sent the browser back with. `onAttempt` is called before the provider is asked anything. */
  finish(asked: Asked, query: string, onAttempt?: () => void): Promise<Finished>;
  readonly signedOut: SignInCookie;
  /** Where the person signs out at the provider too; null where it offers nothing or does not answer. */
  endUrl(asked: Asked): Promise<URL | null>;
}

/** The provider does not answer, or not as a provider does. */
export class ProviderUnavailable extends Error {
  override readonly name = "ProviderUnavailable";
}
