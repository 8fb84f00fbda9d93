import {
  type ConnectSessionRequest,
  type CreatedAtStackOne,
  StackOneError,
} from "../domain/ports/stackone.ts";
import type { Ask } from "./request/ask.ts";
import {
  AuthLink,
  byStackOneNames,
  WireConnectSessionRequest,
  WireCreated,
} from "./wire/connect-session.ts";
import { wrongShape } from "./request/pages.ts";

/** `POST /connect_sessions`, with the exact body; `now` is StackOne's time, epoch ms, where the answer names none. */
export async function createConnectSession(
  ask: Ask,
  request: ConnectSessionRequest,
  now: () => number,
): Promise<CreatedAtStackOne> {
  const route = "/connect_sessions";
  const body = outgoing(request);
  const call = {
    method: "POST",
    path: route,
    route,
    body,
    purpose: "interactive",
    acts: true,
  } as const;
  const { json } = await ask(call);
  return created(json, now());
}

/** A body with another shape is our own fault, and StackOne never sees it. */
function outgoing(request: ConnectSessionRequest): unknown {
  const body = WireConnectSessionRequest.safeParse(byStackOneNames(request));
  if (body.success) return body.data;
  const fields = body.error.issues.map(({ path }) => path.join(".")).join(", ");
  throw new StackOneError(
    "rejected",
    `The console would have sent a wrong request (${fields}); nothing was sent`,
  );
}

function created(json: unknown, now: number): CreatedAtStackOne {
  const parsed = WireCreated.safeParse(json);
  const link = AuthLink.safeParse(json);
  if (!parsed.success) throw wrongShape("/connect_sessions", true);
  // Nobody holds a link, so nothing can come of it (docs/rules.md, 10).
  if (!link.success)
    throw new StackOneError("no_link", "StackOne made a connect session without an auth link");
  return {
    ...parsed.data,
    authLink: link.data.auth_link_url,
    createdAt: parsed.data.createdAt ?? now,
  };
}
