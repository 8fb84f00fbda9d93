import { HubAccess } from "@connect-console/shared/connect-session";
import hubScript from "@stackone/hub/webcomponent?url";
import { queryOptions } from "@tanstack/react-query";
import { ApiProblem } from "./api-problem.ts";
import { request } from "./request.ts";

/** Registers `<stackone-hub>`: StackOne's own script, from our server, only when somebody connects here. */
export const hubComponentQuery = queryOptions({
  queryKey: ["hub-component"],
  queryFn: loadHubComponent,
  retry: false,
  staleTime: Number.POSITIVE_INFINITY,
});

function loadHubComponent(): Promise<true> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = hubScript;
    script.addEventListener("load", () => resolve(true));
    script.addEventListener("error", () => {
      script.remove();
      reject(new ApiProblem("unreachable", "The Hub's component could not be loaded."));
    });
    document.head.append(script);
  });
}

/** The token for the Hub; in this document's memory only. Every asking is audited, so nothing asks again by itself. `confirmed`: warnings, by code. */
export const hubAccessQuery = (id: string, confirmed: string[]) =>
  queryOptions({
    queryKey: ["hub-access", id, confirmed],
    queryFn: () =>
      request(HubAccess, `/api/connect-sessions/${encodeURIComponent(id)}/connect-here`, {
        body: confirmed.length > 0 ? { confirmed } : {},
      }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    refetchOnMount: false,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
