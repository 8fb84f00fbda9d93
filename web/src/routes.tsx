import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
} from "@tanstack/react-router";
import { ApiProblem } from "./api/api-problem.ts";
import {
  connectSessionCountsQuery,
  connectSessionQuery,
  connectSessionsQuery,
} from "./api/connect-session.ts";
import { meQuery } from "./api/me.ts";
import { providersQuery } from "./api/provider.ts";
import { Frame } from "./frame/frame.tsx";
import { NotFound } from "./frame/not-found.tsx";
import { PageError } from "./frame/page-error.tsx";
import { PageLoading } from "./frame/page-loading.tsx";
import { listSearch } from "./pages/auth-links/list-search.ts";
import { prefillFromSearch } from "./pages/new-auth-link/form-values.ts";
import { parseSearch, stringifySearch } from "./search-parameters.ts";

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  loader: ({ context }) => context.queryClient.ensureQueryData(meQuery),
  component: Frame,
});

const newAuthLink = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: prefillFromSearch,
  loader: ({ context }) => void context.queryClient.prefetchQuery(providersQuery),
  component: lazyRouteComponent(
    () => import("./pages/new-auth-link/new-auth-link.tsx"),
    "NewAuthLink",
  ),
});

const authLinks = createRoute({
  getParentRoute: () => root,
  path: "/connect-sessions",
  validateSearch: listSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ context: { queryClient }, deps: { tab, ...filter } }) => {
    await Promise.all([
      queryClient.ensureInfiniteQueryData(
        connectSessionsQuery({ tab: tab ?? "waiting", ...filter }),
      ),
      queryClient.ensureQueryData(connectSessionCountsQuery(filter)),
    ]);
  },
  component: lazyRouteComponent(() => import("./pages/auth-links/auth-links.tsx"), "AuthLinks"),
});

const authLink = createRoute({
  getParentRoute: () => root,
  path: "/connect-sessions/$id",
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(connectSessionQuery(params.id)).catch(orNotFound),
  component: lazyRouteComponent(() => import("./pages/auth-link/auth-link.tsx"), "AuthLink"),
});

function orNotFound(error: unknown): never {
  if (error instanceof ApiProblem && error.code === "not_found") notFound({ throw: true });
  throw error;
}

/** Every page of the console. */
export function createPageRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([newAuthLink, authLinks, authLink]),
    context: { queryClient },
    parseSearch,
    stringifySearch,
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultPendingComponent: PageLoading,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFound,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
