import { ProviderList } from "@connect-console/shared/provider";
import { queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";

export const providersQuery = queryOptions({
  queryKey: ["providers"],
  queryFn: async ({ signal }) => (await request(ProviderList, "/api/providers", { signal })).items,
  staleTime: 60_000,
});
