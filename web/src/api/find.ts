import { Found } from "@connect-console/shared/find";
import { keepPreviousData, queryOptions, useMutation } from "@tanstack/react-query";
import { request } from "./request.ts";

const find = (text: string, signal?: AbortSignal): Promise<Found> =>
  request(Found, "/api/find", { body: { text }, ...(signal && { signal }) });

/** What an id or a name leads to. */
export const findQuery = (text: string) =>
  queryOptions({
    queryKey: ["find", text],
    queryFn: async ({ signal }) => (await find(text, signal)).items,
    placeholderData: keepPreviousData,
  });

/** What a pasted auth link or token leads to. No query, because the cache would keep it as its key. */
export const useFindLink = () =>
  useMutation({ mutationFn: (text: string) => find(text), gcTime: 0 });
