import {
  ConnectSession,
  type LinkForm,
  RevealedAuthLink,
} from "@connect-console/shared/connect-session";
import {
  queryOptions,
  skipToken,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import { ApiProblem } from "./api-problem.ts";
import { applyConnectSession, authLinkKey } from "./connect-session-cache.ts";
import { useAbortSignal } from "./abort-signal.ts";
import { request } from "./request.ts";

/** The link lives in this tab's memory only: never in the URL, the history or a storage (docs/rules.md, 14). */
const authLinkQuery = (id: string) =>
  queryOptions<string, Error, string, ReturnType<typeof authLinkKey>>({
    queryKey: authLinkKey(id),
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60 * 60_000,
  });

export function keepAuthLink(queryClient: QueryClient, id: string, authLink: string): void {
  queryClient.setQueryData(authLinkQuery(id).queryKey, authLink);
}

const linkPath = (id: string, verb: string) =>
  `/api/connect-sessions/${encodeURIComponent(id)}${verb}`;

/** The link from the server, audited. */
async function revealAuthLink(
  queryClient: QueryClient,
  id: string,
  limits: Limits = {},
): Promise<string> {
  const { authLink } = await request(RevealedAuthLink, linkPath(id, "/reveal"), {
    body: {},
    ...limits,
  });
  keepAuthLink(queryClient, id, authLink);
  return authLink;
}

interface Limits {
  signal?: AbortSignal;
  withinMs?: number;
}

/** The link as far as this tab knows it, since when (epoch ms by its own clock), and the audited way to get it. */
export function useAuthLink(id: string) {
  const queryClient = useQueryClient();
  const { data: known = null, dataUpdatedAt: knownSince } = useQuery(authLinkQuery(id));
  const reveal = useMutation({ mutationFn: () => revealAuthLink(queryClient, id) });
  return { known, knownSince, reveal };
}

/** `put` gets the link as a promise, so that a clipboard can be written to in the turn of the press. */
interface Taking {
  as: LinkForm;
  put(authLink: Promise<string>): Promise<void>;
}

/** ms; what comes later must not meet the clipboard of somebody who does something else by then */
const takesAtMostMs = 8_000;

/**
 * Copies the link in some form. The server says first whether it may still be handed out, and notes the copy once `put` is done
 * with it (decision 033). Gives what kept it from being noted, or null. A press that is left behind, by another one or
 * with its page, comes to nothing.
 */
export function useTakeAuthLink(id: string) {
  const queryClient = useQueryClient();
  const { known } = useAuthLink(id);
  const nextSignal = useAbortSignal();

  async function askFor(as: LinkForm, signal: AbortSignal): Promise<string> {
    const limits = { signal, withinMs: takesAtMostMs };
    if (known === null) return revealAuthLink(queryClient, id, limits);
    const body = { as, done: false };
    await request(ConnectSession, linkPath(id, "/copied"), { body, ...limits });
    return known;
  }
  async function note(as: LinkForm): Promise<ApiProblem | null> {
    const options = { body: { as }, withinMs: takesAtMostMs, keepalive: true };
    try {
      const row = await request(ConnectSession, linkPath(id, "/copied"), options);
      applyConnectSession(queryClient, row);
      return null;
    } catch (error) {
      if (error instanceof ApiProblem) return error;
      throw error;
    }
  }
  return useMutation({
    mutationFn: async ({ as, put }: Taking) => {
      await put(askFor(as, nextSignal()));
      return note(as);
    },
  });
}
