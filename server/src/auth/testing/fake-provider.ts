import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { Secret } from "../../domain/ports/secret.ts";
import { createOidcSignIn } from "../oidc.ts";
import type { Roles } from "../roles.ts";
import type { Asked, Finished, SignInCookie, SignInFlow } from "../sign-in.ts";

/** A request at the token endpoint: how the client's secret came. */
interface TokenRequest {
  secretIn: "header" | "body";
}

/** What the token endpoint says instead of tokens. */
interface TokenRefusal {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
}

/** An OpenID provider on loopback, every answer of which a test can change. */
export interface FakeProvider {
  issuer: string;
  /** members of the description; undefined takes one out */
  description: Record<string, unknown>;
  /** claims of the ID token; undefined takes one out */
  claims: Record<string, unknown>;
  /** null: there is none */
  userinfo: Record<string, unknown> | null;
  refuse: ((request: TokenRequest) => TokenRefusal | null) | null;
  tokenRequests: TokenRequest[];
  stop(): Promise<void>;
}

const clientId = "console";

export async function startFakeProvider(): Promise<FakeProvider> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const server = createServer((request, response) => {
    void answer(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = addressOf(server);
  const provider: FakeProvider = {
    issuer,
    description: descriptionOf(issuer),
    claims: { sub: "una", name: "Una", groups: ["admins"] },
    userinfo: null,
    refuse: null,
    tokenRequests: [],
    async stop() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { "content-type": "application/json", ...headers })
        .end(typeof body === "string" ? body : JSON.stringify(body));
    if (request.url === "/.well-known/openid-configuration") return void send(provider.description);
    if (request.url === "/jwks")
      return void send({ keys: [{ ...(await exportJWK(publicKey)), use: "sig", alg: "RS256" }] });
    if (request.url === "/userinfo") return void send(provider.userinfo ?? {});
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const sent = new URLSearchParams(body);
    const asked: TokenRequest = { secretIn: sent.has("client_secret") ? "body" : "header" };
    provider.tokenRequests.push(asked);
    const refused = provider.refuse?.(asked);
    if (refused) return void send(refused.body, refused.status, refused.headers);
    const { iss = provider.issuer, aud = clientId, ...claims } = provider.claims;
    const token = await new SignJWT({
      nonce: sent.get("code") ?? "",
      iss,
      aud,
      ...claims,
    } as JWTPayload)
      .setProtectedHeader({ alg: "RS256" })
      .setIssuedAt()
      .setExpirationTime("10m")
      .sign(privateKey);
    send({ access_token: "access", token_type: "Bearer", id_token: token });
  }
  return provider;
}

function descriptionOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
  };
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

/** A browser's cookies. */
export class Jar {
  readonly cookies = new Map<string, string>();

  keep({ name, value, maxAge }: SignInCookie): void {
    if (maxAge === 0) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
  get asked(): Asked {
    return {
      header: () => undefined,
      headerNames: () => [],
      cookie: (name) => this.cookies.get(name),
      cookieNames: () => [...this.cookies.keys()],
      httpVersion: "1.1",
    };
  }
}

/** The console's side of a sign-in at the provider, with browsers that go there and come back. */
export function signInAt(
  { issuer }: Pick<FakeProvider, "issuer">,
  roles: Roles = { claim: "groups", map: [["admins", "admin"]] },
) {
  const kept = new Map<string, string>();
  const clock = { time: Date.now(), now: () => clock.time };
  const signIn = createOidcSignIn({
    issuer: new URL(issuer),
    clientId,
    clientSecret: new Secret("the-client-secret"),
    roles,
    publicUrl: new URL("https://console.example"),
    secretKeys: [new Uint8Array(32)],
    clock,
    signIns: {
      isEnded: async () => false,
      keepIdToken: async (id, sealed) => void kept.set(id, sealed),
      idTokenOf: async (id) => kept.get(id),
    },
  });
  const { flow } = signIn;
  if (!flow) throw new Error("no flow");
  return {
    signIn,
    flow,
    clock,
    kept,
    /** Opens a tab; gives what the provider sends the browser back with. */
    begin: (jar: Jar, to = "/") => begin(flow, jar, to),
    finish: (jar: Jar, query: string) => finish(flow, jar, query),
    /** There and back in a browser of its own. */
    async comeBack(jar = new Jar()): Promise<Finished> {
      return finish(flow, jar, (await begin(flow, jar, "/owners")).query);
    },
  };
}

async function begin(flow: SignInFlow, jar: Jar, to: string) {
  const { url, attempt, dropped = [] } = await flow.begin(to, jar.asked);
  for (const cookie of [...dropped, attempt]) jar.keep(cookie);
  const answer = {
    state: url.searchParams.get("state") ?? "",
    // the fake provider puts the code into the ID token as its nonce
    code: url.searchParams.get("nonce") ?? "",
  };
  return { url, attempt, dropped, query: `?${new URLSearchParams(answer).toString()}` };
}

async function finish(flow: SignInFlow, jar: Jar, query: string): Promise<Finished> {
  const finished = await flow.finish(jar.asked, query);
  if (finished.spent) jar.keep(finished.spent);
  if (finished.result === "signed_in") jar.keep(await finished.begin());
  return finished;
}
