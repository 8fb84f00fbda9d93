import { ConnectSession, RevealedAuthLink } from "@connect-console/shared/connect-session";
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

/** Puts the link (or a text with it) on the clipboard, revealing it first where needed; the server notes the copy. */
export function useCopyAuthLink(id: string) {
  const queryClient = useQueryClient();
  const { known, reveal } = useAuthLink(id);
  return useMutation({
    mutationFn: async (textOf: (authLink: string) => string) => {
      const authLink = known ?? (await reveal.mutateAsync());
      await navigator.clipboard.writeText(textOf(authLink));
      const row = await request(
        ConnectSession,
        `/api/connect-sessions/${encodeURIComponent(id)}/copied`,
        { body: {} },
      );
      applyConnectSession(queryClient, row);
    },
  });
}
