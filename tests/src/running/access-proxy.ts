import { once } from "node:events";
import {
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";
import { freePort } from "./free-port.ts";

const header = "cf-access-jwt-assertion";
const audience = "the-console";

/** How a proxy answers once its own session is over: it leads to its sign-in at another origin, or says 401 to scripts. */
export type AtItsEnd = "leads away" | "says 401 to scripts";

/** A proxy that signs people in, before a console, as Cloudflare Access and Google IAP do. */
export interface AccessProxy {
  /** where staff open the console */
  url: string;
  /** where the proxy's own sign-in is, another origin */
  signInUrl: string;
  /** of the console behind it */
  environment: Record<string, string>;
  /** The session of everybody is over from now on, until they sign in there again. */
  endSession(): void;
  stop(): Promise<void>;
}

export async function startAccessProxy(atItsEnd: AtItsEnd): Promise<AccessProxy> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const [consolePort, port, signInPort] = [await freePort(), await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const signInUrl = `http://127.0.0.1:${signInPort}`;
  let ended = false;
  const proxy = createServer((request, response) => {
    const isScript = request.headers["x-requested-with"] === "XMLHttpRequest";
    if (!ended) void pass(request, response, consolePort, privateKey, signInUrl);
    else if (atItsEnd === "says 401 to scripts" && isScript)
      response.writeHead(401, { "content-type": "text/html" }).end(page("No session"));
    else
      response
        .writeHead(302, { location: `${signInUrl}/?to=${encodeURIComponent(request.url ?? "/")}` })
        .end();
  }).listen(port, "127.0.0.1");
  const key = { ...(await exportJWK(publicKey)), use: "sig" };
  const signIn = createServer((request, response) => {
    const asked = new URL(request.url ?? "/", signInUrl);
    if (asked.pathname === "/keys")
      return response
        .setHeader("content-type", "application/json")
        .end(JSON.stringify({ keys: [key] }));
    if (request.method === "POST") {
      ended = false;
      return response
        .writeHead(303, { location: url + (asked.searchParams.get("to") ?? "/") })
        .end();
    }
    return response
      .setHeader("content-type", "text/html")
      .end(page(`<form method="post"><button>Sign in at the proxy</button></form>`));
  }).listen(signInPort, "127.0.0.1");
  await Promise.all([once(proxy, "listening"), once(signIn, "listening")]);
  return {
    url,
    signInUrl,
    environment: {
      PORT: String(consolePort),
      PUBLIC_URL: url,
      SIGN_IN: "proxy",
      PROXY_JWT_HEADER: header,
      PROXY_JWT_JWKS_URL: `${signInUrl}/keys`,
      PROXY_JWT_ISSUER: signInUrl,
      PROXY_JWT_AUDIENCE: audience,
      OIDC_ROLES_CLAIM: "groups",
      ROLE_MAP: "admins=admin",
    },
    endSession: () => {
      ended = true;
      // streams that are open do not outlive it
      proxy.closeAllConnections();
    },
    stop: async () => void (await Promise.all([stop(proxy), stop(signIn)])),
  };
}

/** Hands a request on to the console with who sent it. */
async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
  key: CryptoKey,
  issuer: string,
): Promise<void> {
  const token = await new SignJWT({ sub: "una", name: "Una Admin", groups: ["admins"] })
    .setProtectedHeader({ alg: "RS256" })
    .setIssuer(issuer)
    .setAudience(audience)
    .setExpirationTime("1h")
    .sign(key);
  const { method, url: path } = request;
  const onward = forward(
    { host: "127.0.0.1", port, method, path, headers: { ...request.headers, [header]: token } },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on("error", () => response.destroy());
  response.on("close", () => onward.destroy());
  request.pipe(onward);
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><head><title>Proxy</title></head><body>${body}</body></html>`;
}
