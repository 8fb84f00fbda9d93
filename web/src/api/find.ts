import { Found, type FoundItem } from "@connect-console/shared/find";
import { keepPreviousData, queryOptions, useMutation } from "@tanstack/react-query";
import { request } from "./request.ts";

const find = async (text: string, signal?: AbortSignal): Promise<FoundItem[]> =>
  (await request(Found, "/api/find", { body: { text }, ...(signal && { signal }) })).items;

/** What an id or a name leads to. */
export const findQuery = (text: string) =>
  queryOptions({
    queryKey: ["find", text],
    queryFn: ({ signal }) => find(text, signal),
    placeholderData: keepPreviousData,
  });

/** What a pasted auth link leads to. No query, because the cache would keep the link as its key. */
export const useFindLink = () =>
  useMutation({ mutationFn: (text: string) => find(text), gcTime: 0 });
