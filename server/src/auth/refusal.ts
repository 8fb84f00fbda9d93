import * as client from "openid-client";
import { codeOf } from "../network-code.ts";
import { ProviderUnavailable, type Refusal, type RefusalDetail } from "./sign-in.ts";

/** The provider refused the console itself at its token endpoint, by whichever way the client's secret was sent. */
export class ClientRefused extends Error {
  override readonly name = "ClientRefused";
  readonly status: number;
  readonly said: ProviderWords;

  constructor(status: number, said: ProviderWords, options: ErrorOptions) {
    super("the provider refused the console's registration or secret", options);
    this.status = status;
    this.said = said;
  }
}

/** What an OAuth error says of itself. */
export interface ProviderWords {
  error?: unknown;
  error_description?: unknown;
}

/** What a way of failing at the provider means, with what the log may say of it: codes and issuers, never a token and no other words of the provider. */
export function refusalOf(error: unknown): { why: Refusal; detail: RefusalDetail } {
  if (error instanceof ProviderUnavailable) {
    const { why, detail } = refusalOf(error.cause);
    return { why: why === "wrong_issuer" ? why : "provider_unavailable", detail };
  }
  const detail = { reason: reasonIn(error), ...codesIn(error), ...issuersIn(error) };
  return { why: detail.expectedIssuer === undefined ? whyOf(error) : "wrong_issuer", detail };
}

const busy = ["temporarily_unavailable", "server_error", "slow_down"];

/** An answer that may come right by itself. */
export function isBusy({ error, status }: { error: string; status?: number }): boolean {
  return status === 429 || busy.includes(error);
}

/** An answer that says that the console is registered or set up wrongly. */
const clientWrong =
  /^(invalid_client|unauthorized_client|invalid_scope|invalid_request|invalid_redirect_uri|invalid_request_object|unsupported_(response_type|grant_type)|.*_not_supported)$/;

const unavailableCodes = [
  "OAUTH_TIMEOUT",
  "OAUTH_ABORT",
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
  "OAUTH_RESPONSE_IS_NOT_JSON",
  "OAUTH_PARSE_ERROR",
  "OAUTH_MISSING_SERVER_METADATA",
  "OAUTH_INVALID_SERVER_METADATA",
];

function whyOf(error: unknown): Refusal {
  if (error instanceof client.AuthorizationResponseError) {
    if (isBusy(error)) return "provider_busy";
    return clientWrong.test(error.error) ? "client_refused" : "provider_refused";
  }
  if (error instanceof ClientRefused) return "client_refused";
  if (error instanceof client.ResponseBodyError) {
    if (isBusy(error)) return "provider_busy";
    return error.error === "invalid_grant" ? "code_refused" : "client_refused";
  }
  if (error instanceof client.ClientError)
    return unavailableCodes.includes(error.code ?? "") ? "provider_unavailable" : "token_refused";
  // fetch says nothing else when nobody answers
  if (error instanceof TypeError && error.cause !== undefined) return "provider_unavailable";
  return "token_refused";
}

/** The library's own words, which hold no token. */
function reasonIn(error: unknown): string {
  return error instanceof Error ? error.message : "unknown";
}

function codesIn(error: unknown): Partial<RefusalDetail> {
  const said = wordsIn(error);
  const providerCode = matchIn(said.error, /^[\w.-]{1,64}$/);
  // Entra ID and Okta number their errors in the description
  const vendorCode = matchIn(said.error_description, /\b(?:AADSTS\d{4,8}|E\d{7})\b/);
  const status = statusIn(error);
  const code = codeOf(error);
  return {
    ...(providerCode !== undefined && { providerCode }),
    ...(vendorCode !== undefined && { vendorCode }),
    ...(status !== undefined && { status }),
    ...(code !== "" && (code.startsWith("OAUTH_") ? { code } : { networkCode: code })),
  };
}

function wordsIn(error: unknown): ProviderWords {
  if (error instanceof ClientRefused) return error.said;
  const speaks =
    error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError;
  return speaks ? { error: error.error, error_description: error.error_description } : {};
}

function statusIn(error: unknown): number | undefined {
  if (error instanceof ClientRefused || error instanceof client.ResponseBodyError)
    return error.status;
  return error instanceof Error && error.cause instanceof Response ? error.cause.status : undefined;
}

function matchIn(text: unknown, pattern: RegExp): string | undefined {
  return typeof text === "string" ? pattern.exec(text)?.[0] : undefined;
}

/** The issuer that is set and the one that answered, where the two differ: in the description, the callback or the ID token. */
function issuersIn(error: unknown): Partial<RefusalDetail> {
  const compared = comparedIn(error);
  if (compared?.expected === undefined) return {};
  const { body, claims, parameters, claim, attribute } = compared;
  const found =
    attribute === "issuer" && isRecord(body)
      ? body.issuer
      : claim === "iss" && isRecord(claims)
        ? claims.iss
        : parameters instanceof URLSearchParams && parameters.get("iss") !== null
          ? parameters.get("iss")
          : undefined;
  if (found === undefined || found === compared.expected) return {};
  return { expectedIssuer: addressIn(compared.expected), foundIssuer: addressIn(found) };
}

/** An issuer as the log may hold it: an address without query, not endless. */
export function addressIn(issuer: unknown): string {
  const url = typeof issuer === "string" ? URL.parse(issuer) : null;
  return url && /^https?:$/.test(url.protocol)
    ? (url.origin + url.pathname).slice(0, 300)
    : "no address";
}

/** What the library compared, which lies below one or two errors. */
function comparedIn(error: unknown): Record<string, unknown> | undefined {
  let at: unknown = error instanceof client.ClientError ? error : undefined;
  while (at instanceof Error) at = at.cause;
  return isRecord(at) ? at : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
