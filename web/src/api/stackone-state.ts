import { MagicWords, StackOneState } from "@connect-console/shared/stackone-state";
import { queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";
import { serverNow } from "./server-time.ts";

const aSecond = 1_000;

/** Asked often while the owners are being read or StackOne is not ready, so that the page follows by itself. */
export const stackOneStateQuery = queryOptions({
  queryKey: ["stackone"],
  queryFn: async ({ signal }) => {
    const state = await request(StackOneState, "/api/stackone", { signal });
    const { retryIn } = state;
    return {
      ...state,
      retryAt: typeof retryIn === "number" ? serverNow() + retryIn * aSecond : null,
    };
  },
  refetchInterval: ({ state }) => {
    if (state.data?.directory.state === "filling" || state.data?.directory.state === "waiting")
      return aSecond;
    if (state.data?.storeProblem) return 5 * aSecond;
    return state.data?.state === "ready" ? 30 * aSecond : 5 * aSecond;
  },
});

export const magicWordsQuery = queryOptions({
  queryKey: ["magic-words"],
  queryFn: async ({ signal }) =>
    (await request(MagicWords, "/api/simulator/magic-words", { signal })).items,
  staleTime: Number.POSITIVE_INFINITY,
});
