import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { exportJWK, generateKeyPair } from "jose";
import { Provider } from "oidc-provider";
import { freePort } from "./free-port.ts";

/** Somebody whom the provider knows; `groups` become roles at the console. */
interface Person {
  name: string;
  email: string;
  groups: string[];
}

/** A real OpenID provider on loopback. */
export interface RunningProvider {
  issuer: string;
  /** of the console that is registered here: how it signs in, and on which port it must listen */
  environment: Record<string, string>;
  /** by their id at the provider; may be changed at any time */
  people: Map<string, Person>;
  stop(): Promise<void>;
  /** After a stop, on the same address. */
  start(): Promise<void>;
}

const clientId = "connect-console";
const clientSecret = "the-secret-of-the-console";

/** What differs between providers of the world. */
export interface ProviderManners {
  /** where the groups are told: in the ID token, or only to who asks the userinfo endpoint */
  tellsIn?: "token" | "userinfo";
  /** how it takes the client's secret */
  takesSecretIn?: "client_secret_basic" | "client_secret_post";
}

/** Starts a provider at which a console is registered. */
export async function startProvider(manners: ProviderManners = {}): Promise<RunningProvider> {
  const consolePort = String(await freePort());
  const consoleUrl = `http://127.0.0.1:${consolePort}`;
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const people = new Map<string, Person>([
    ["una", { name: "Una Admin", email: "una@example.com", groups: ["staff", "console-admins"] }],
    ["vera", { name: "Vera Viewer", email: "vera@example.com", groups: ["console-viewers"] }],
    ["nils", { name: "Nils Norole", email: "nils@example.com", groups: ["staff"] }],
  ]);
  const provider = await createProvider(issuer, consoleUrl, people, manners);
  const answer = provider.callback();
  let server = createServer();
  const start = async (): Promise<void> => {
    server = createServer((request, response) => {
      if (request.url?.startsWith("/interaction/"))
        void interact(provider, people, request, response);
      else void answer(request, response);
    }).listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  await start();
  return {
    issuer,
    people,
    start,
    environment: {
      PORT: consolePort,
      SIGN_IN: "oidc",
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_ROLES_CLAIM: "groups",
      ROLE_MAP: "console-admins=admin,console-support=support,console-qa=qa,console-viewers=viewer",
    },
    async stop() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function createProvider(
  issuer: string,
  consoleUrl: string,
  people: Map<string, Person>,
  manners: ProviderManners,
): Promise<Provider> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        token_endpoint_auth_method: manners.takesSecretIn ?? "client_secret_basic",
        redirect_uris: [`${consoleUrl}/auth/callback`],
        post_logout_redirect_uris: [`${consoleUrl}/auth/signed-out`],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: "RS256", use: "sig" }] },
    cookies: { keys: ["cookies of the provider"] },
    claims: { openid: ["sub"], profile: ["name", "groups"], email: ["email"] },
    conformIdTokenClaims: manners.tellsIn === "userinfo",
    pkce: { required: () => true },
    ttl: { Session: 3600, Interaction: 600, Grant: 3600, AccessToken: 600, IdToken: 600 },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = page(
            `${form}<button form="op.logoutForm" name="logout" value="yes">Sign out here too</button>`,
          );
        },
      },
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => {
      const person = people.get(id);
      return person && { accountId: id, claims: () => ({ sub: id, ...person }) };
    },
    // everybody has agreed already
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      // one for all tabs: a code is worth nothing once another grant took its place
      const known = session.grantIdFor(client.clientId);
      if (known !== undefined) return provider.Grant.find(known);
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
  });
  return provider;
}

/** The page on which a person says who they are. */
async function interact(
  provider: Provider,
  people: Map<string, Person>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === "GET") {
    const buttons = [...people].map(
      ([id, { name }]) => `<button name="person" value="${id}">${name}</button>`,
    );
    const form = `<form method="post">${buttons.join("")}<button name="person" value="">Cancel</button></form>`;
    response.setHeader("content-type", "text/html; charset=utf-8").end(page(form));
    return;
  }
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const accountId = new URLSearchParams(body).get("person") ?? "";
  await provider.interactionFinished(
    request,
    response,
    accountId === "" ? { error: "access_denied" } : { login: { accountId } },
    { mergeWithLastSubmission: false },
  );
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><head><title>Provider</title></head><body><h1>Who are you?</h1>${body}</body></html>`;
}
