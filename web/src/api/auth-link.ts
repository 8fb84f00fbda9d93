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
import { applyConnectSession, authLinkKey } from "./connect-session-cache.ts";
import { request } from "./request.ts";

/** The link lives in this tab's memory only: never in the URL, the history or a storage (design, rule 14). */
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

/** The link as far as this tab knows it, since when (epoch ms by its own clock), and the audited way to get it. */
export function useAuthLink(id: string) {
  const queryClient = useQueryClient();
  const { data: known = null, dataUpdatedAt: knownSince } = useQuery(authLinkQuery(id));
  const reveal = useMutation({
    mutationFn: async () => {
      const { authLink } = await request(
        RevealedAuthLink,
        `/api/connect-sessions/${encodeURIComponent(id)}/reveal`,
        {
          body: {},
        },
      );
      keepAuthLink(queryClient, id, authLink);
      return authLink;
    },
  });
  return { known, knownSince, reveal };
}

/** `put` gets the link as a promise, so that a clipboard can be written to in the turn of the press. */
interface Taking {
  as: LinkForm;
  put(authLink: Promise<string>): Promise<void>;
}

/** Takes the link along in some form: the server notes it first, so that nothing leaves unaudited or after the wipe. */
export function useTakeAuthLink(id: string) {
  const queryClient = useQueryClient();
  const { known, reveal } = useAuthLink(id);
  const allowed = async (as: LinkForm): Promise<string> => {
    const authLink = known ?? (await reveal.mutateAsync());
    const path = `/api/connect-sessions/${encodeURIComponent(id)}/copied`;
    applyConnectSession(queryClient, await request(ConnectSession, path, { body: { as } }));
    return authLink;
  };
  return useMutation({ mutationFn: ({ as, put }: Taking) => put(allowed(as)) });
}
