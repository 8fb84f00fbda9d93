import { StackOneError } from "../domain/ports/stackone.ts";

/** Codes of node:net, node:dns and undici by which a request certainly never left. */
const neverConnected: Record<string, string> = {
  ECONNREFUSED: "the connection was refused",
  ENOTFOUND: "its host name was not found",
  EAI_AGAIN: "the name server did not answer",
  EHOSTUNREACH: "its host was not reachable",
  ENETUNREACH: "its network was not reachable",
  UND_ERR_CONNECT_TIMEOUT: "no connection came about in time",
};
const refused = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"];
const tls =
  /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA)/;

export interface NetworkFailure {
  error: StackOneError;
  /** refused connection or DNS: a POST may be repeated (design, rule 10) */
  refused: boolean;
}

/** What a rejected fetch means; `acts` says that the request changes something at StackOne. The error's own text is not passed on. */
export function networkFailure(error: unknown, acts: boolean): NetworkFailure {
  const code = codeOf(error);
  const reason = neverConnected[code] ?? (tls.test(code) ? "the TLS handshake failed" : undefined);
  if (reason)
    return {
      error: new StackOneError("unreachable", `StackOne could not be reached: ${reason}`),
      refused: refused.includes(code),
    };
  const message = timedOut(error, code)
    ? "StackOne did not answer in time"
    : "The connection to StackOne broke";
  return {
    error: new StackOneError("unavailable", message, { mayHaveActed: acts }),
    refused: false,
  };
}

function timedOut(error: unknown, code: string): boolean {
  return (
    (error instanceof Error && error.name === "TimeoutError") ||
    code === "ETIMEDOUT" ||
    /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(code)
  );
}

function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause)
    if ("code" in at && typeof at.code === "string") return at.code;
  return "";
}
