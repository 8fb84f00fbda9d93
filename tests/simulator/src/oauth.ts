import { type Context, Hono } from "hono";
import { z } from "zod";
import { approveAttempt, attemptOf, denyAttempt } from "./attempts.ts";
import { callbackPage, consentPage, messagePage } from "./pages.ts";
import { StackOneError } from "./error.ts";
import { offeredProfile } from "./hub.ts";
import { findProvider } from "./providers.ts";
import type { Simulation } from "./simulation.ts";
import type { Attempt, Profile, Session } from "./state.ts";

/** Seconds that "Approve slowly" takes. */
const slowly = 4;

/** The OAuth pop-up: StackOne's redirect and the provider's consent page in one. */
export function oauth(sim: Simulation) {
  return new Hono()
    .get("/connect/oauth2/:profileId", (c) => {
      const asked = query(c);
      const { session, profile, attempt } = find(sim, c.req.param("profileId"), asked);
      if (attempt.status !== "pending") {
        return c.html(messagePage("This sign-in is over", "Go back to the page that opened it."));
      }
      const name = findProvider(profile.connectorKey)?.name ?? profile.name;
      const action = `/connect/oauth2/${profile.id}/decision`;
      return c.html(consentPage({ name, profile, owner: session.ownerName, action, ...asked }));
    })
    .post("/connect/oauth2/:profileId/decision", async (c) => {
      const form = readForm(await c.req.parseBody());
      const asked = {
        token: form.token,
        attemptId: form.connection_attempt_id,
        redirectUri: form.redirect_uri,
      };
      const { session, profile, attempt } = find(sim, c.req.param("profileId"), asked);
      switch (form.decision) {
        case "deny":
          denyAttempt(sim, attempt);
          break;
        case "approve_slowly":
          await sim.sleep(slowly);
          approveAttempt(sim, session, attempt, profile);
          break;
        case "approve":
          approveAttempt(sim, session, attempt, profile);
          break;
        default:
          form.decision satisfies never;
      }
      return c.redirect(callbackUrl(c, asked.redirectUri));
    })
    .get("/embedded/accounts/callback", (c) => c.html(callbackPage()));
}

const decisionSchema = z.object({
  decision: z.enum(["approve", "approve_slowly", "deny"]),
  token: z.string(),
  connection_attempt_id: z.string(),
  redirect_uri: z.string(),
});

function readForm(body: unknown): z.infer<typeof decisionSchema> {
  const parsed = decisionSchema.safeParse(body);
  if (!parsed.success) throw new StackOneError(400, "The form is not complete");
  return parsed.data;
}

interface Asked {
  token: string;
  attemptId: string;
  redirectUri: string;
}

function query(c: Context): Asked {
  return {
    token: c.req.query("token") ?? "",
    attemptId: c.req.query("connection_attempt_id") ?? "",
    redirectUri: c.req.query("redirect_uri") ?? "",
  };
}

/** A link that expires while the customer is at the provider does not break the sign-in under way. */
function find(
  sim: Simulation,
  profileId: string,
  asked: Asked,
): { session: Session; profile: Profile; attempt: Attempt } {
  const session = sim.state.sessions.get(asked.token);
  if (!session) throw new StackOneError(401, "Unauthorized");
  return {
    session,
    profile: offeredProfile(sim, session, profileId),
    attempt: attemptOf(sim, session, asked.attemptId),
  };
}

/** Only to a callback page on this machine, so that the simulator sends nobody elsewhere. */
function callbackUrl(c: Context, wanted: string): string {
  const own = new URL("/embedded/accounts/callback", c.req.url);
  const url = URL.parse(wanted);
  const local = url !== null && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  return local && url.pathname === own.pathname ? url.href : own.href;
}
