import {
  StackOneCheck,
  type StackOneCheckStart,
  type StackOneCheckStep,
} from "@connect-console/shared/stackone-check";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import * as z from "zod/mini";
import { request } from "./request.ts";

const path = "/api/settings/stackone";
const busy = new Set(["running", "waiting_for_person"]);

/** What is known of StackOne, and how far a run is; asked every second while one goes on. */
export const stackoneCheckQuery = queryOptions({
  queryKey: ["stackone-check"],
  queryFn: ({ signal }) => request(StackOneCheck, path, { signal }),
  refetchInterval: ({ state }) => (busy.has(state.data?.run?.state ?? "") ? 1_000 : false),
});

/** Starts a run, or answers the step that waits for a person. */
export function useStackOneCheck() {
  const queryClient = useQueryClient();
  const onSuccess = (check: StackOneCheck) =>
    queryClient.setQueryData(stackoneCheckQuery.queryKey, check);
  const start = useMutation({
    mutationFn: (input: StackOneCheckStart) =>
      request(StackOneCheck, `${path}/start`, { body: input }),
    onSuccess,
  });
  const step = useMutation({
    mutationFn: (input: StackOneCheckStep) =>
      request(StackOneCheck, `${path}/step`, { body: input }),
    onSuccess,
    onError: () => queryClient.invalidateQueries({ queryKey: stackoneCheckQuery.queryKey }),
  });
  return { start, step };
}

/** The link that the person is to open; a secret, so it is never kept. */
export async function readCheckLink(): Promise<string> {
  return (await request(z.object({ authLink: z.string() }), `${path}/link`, { body: {} })).authLink;
}
