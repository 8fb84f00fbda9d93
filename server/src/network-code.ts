/** Codes of node:net, node:dns and undici by which a request certainly never left. */
const neverConnected: Record<string, string> = {
  ECONNREFUSED: "the connection was refused",
  ENOTFOUND: "its host name was not found",
  EAI_AGAIN: "the name server did not answer",
  EHOSTUNREACH: "its host was not reachable",
  ENETUNREACH: "its network was not reachable",
  UND_ERR_CONNECT_TIMEOUT: "no connection came about in time",
};
const tls =
  /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA)/;

/** Why a request that failed with this code certainly never left; undefined: it may have arrived. */
export function whyNeverSent(code: string): string | undefined {
  return neverConnected[code] ?? (tls.test(code) ? "the TLS handshake failed" : undefined);
}

/** The code of a rejected fetch, of whichever of its causes has one; "" where none has. */
export function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause)
    if ("code" in at && typeof at.code === "string") return at.code;
  return "";
}

/** Whether the other side was given up waiting for. */
export function timedOut(error: unknown): boolean {
  const code = codeOf(error);
  return (
    (error instanceof Error && error.name === "TimeoutError") ||
    code === "ETIMEDOUT" ||
    /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(code)
  );
}
