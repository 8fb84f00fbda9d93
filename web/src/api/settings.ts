import type { SettingsChange } from "@connect-console/shared/settings";
import { Settings, TestMessage } from "@connect-console/shared/settings";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "./request.ts";

/** One's own settings; asked often while the team's webhook is in trouble, so that the page follows. */
export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => request(Settings, "/api/settings", { signal }),
  refetchInterval: ({ state }) => {
    const delivery = state.data?.webhook.delivery;
    return delivery && (delivery.state !== "ready" || delivery.waiting > 0) ? 5_000 : false;
  },
});

/** Changes one's own settings at once; where that fails they are as before. */
export function useChangeSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: SettingsChange) => request(Settings, "/api/settings", { body: change }),
    onMutate: ({ notifications }) => {
      const before = queryClient.getQueryData(settingsQuery.queryKey);
      queryClient.setQueryData(
        settingsQuery.queryKey,
        (known) =>
          known && { ...known, notifications: { ...known.notifications, ...notifications } },
      );
      return before;
    },
    onError: (_, _change, before) => queryClient.setQueryData(settingsQuery.queryKey, before),
    onSettled: () => queryClient.invalidateQueries({ queryKey: settingsQuery.queryKey }),
  });
}

/** Asks the server to send a message to the team now. */
export function useSendTestMessage() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => request(TestMessage, "/api/settings/test-message", { body: {} }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: settingsQuery.queryKey }),
  });
}
