import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyFn,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { ApiProblem } from "./api/api-problem.ts";
import { meQuery } from "./api/me.ts";
import { onDemand } from "./api/on-demand.ts";
import { providersQuery } from "./api/provider.ts";
import { signInAddress } from "./api/sign-in.ts";
import { Frame } from "./frame/frame.tsx";
import { NotFound } from "./frame/not-found.tsx";
import { PageError } from "./frame/page-error.tsx";
import { PageLoading } from "./frame/page-loading.tsx";
import { auditSearch } from "./pages/audit/audit-search.ts";
import { accountSearch } from "./pages/accounts/account-search.ts";
import { listSearch } from "./pages/auth-links/list-search.ts";
import { cleanUpSearch } from "./pages/clean-up/clean-up-search.ts";
import { prefillFromSearch } from "./pages/new-auth-link/form-values.ts";
import { NewAuthLink } from "./pages/new-auth-link/new-auth-link.tsx";
import { notificationsSearch } from "./pages/notifications/notifications-search.ts";
import { ownersSearch } from "./pages/owners/owners-search.ts";
import { parseSearch, stringifySearch } from "./search-parameters.ts";

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  loader: async ({ context }) => {
    try {
      await context.queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (error instanceof ApiProblem && error.code === "not_signed_in")
        redirect({ href: signInAddress(), throw: true });
      throw error;
    }
  },
  component: Frame,
});

const newAuthLink = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: prefillFromSearch,
  loader: ({ context }) => void context.queryClient.prefetchQuery(providersQuery),
  component: NewAuthLink,
});

// The first page comes with the console; of every other only path and search are here, the rest is loaded when it is opened.
const authLinks = createRoute({
  getParentRoute: () => root,
  path: "/connect-sessions",
  validateSearch: listSearch,
  loaderDeps: ({ search }) => search,
  loader: lazyFn(
    onDemand(() => import("./pages/auth-links/load-auth-links.ts")),
    "loadAuthLinks",
  ),
  component: lazyRouteComponent(
    onDemand(() => import("./pages/auth-links/auth-links.tsx")),
    "AuthLinks",
  ),
});

const authLink = createRoute({
  getParentRoute: () => root,
  path: "/connect-sessions/$id",
  loader: lazyFn(
    onDemand(() => import("./pages/auth-link/load-auth-link.ts")),
    "loadAuthLink",
  ),
  component: lazyRouteComponent(
    onDemand(() => import("./pages/auth-link/auth-link.tsx")),
    "AuthLink",
  ),
});

const accounts = createRoute({
  getParentRoute: () => root,
  path: "/accounts",
  validateSearch: accountSearch,
  loaderDeps: ({ search }) => search,
  loader: lazyFn(
    onDemand(() => import("./pages/accounts/load-accounts.ts")),
    "loadAccounts",
  ),
  component: lazyRouteComponent(
    onDemand(() => import("./pages/accounts/accounts.tsx")),
    "Accounts",
  ),
});

const cleanUp = createRoute({
  getParentRoute: () => root,
  path: "/accounts/clean-up",
  validateSearch: cleanUpSearch,
  // choosing reads nothing anew
  loaderDeps: ({ search: { ownerId, provider, q, step } }) => ({ ownerId, provider, q, step }),
  loader: lazyFn(
    onDemand(() => import("./pages/clean-up/load-clean-up.ts")),
    "loadCleanUp",
  ),
  component: lazyRouteComponent(
    onDemand(() => import("./pages/clean-up/clean-up.tsx")),
    "CleanUp",
  ),
});

// not `id`, which is the auth link that the live stream watches
const account = createRoute({
  getParentRoute: () => root,
  path: "/accounts/$accountId",
  loader: lazyFn(
    onDemand(() => import("./pages/account/load-account.ts")),
    "loadAccount",
  ),
  component: lazyRouteComponent(
    onDemand(() => import("./pages/account/account.tsx")),
    "AccountPage",
  ),
});

const owners = createRoute({
  getParentRoute: () => root,
  path: "/owners",
  validateSearch: ownersSearch,
  loaderDeps: ({ search }) => search,
  loader: lazyFn(
    onDemand(() => import("./pages/owners/load-owners.ts")),
    "loadOwners",
  ),
  component: lazyRouteComponent(
    onDemand(() => import("./pages/owners/owners.tsx")),
    "Owners",
  ),
});

const owner = createRoute({
  getParentRoute: () => root,
  // not `$id`: that names the link which the frame watches
  path: "/owners/$ownerId",
  loader: lazyFn(
    onDemand(() => import("./pages/owner/load-owner.ts")),
    "loadOwner",
  ),
  component: lazyRouteComponent(
    onDemand(() => import("./pages/owner/owner.tsx")),
    "OwnerPage",
  ),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: "/audit",
  validateSearch: auditSearch,
  loaderDeps: ({ search }) => search,
  loader: lazyFn(
    onDemand(() => import("./pages/audit/load-audit.ts")),
    "loadAudit",
  ),
  component: lazyRouteComponent(
    onDemand(() => import("./pages/audit/audit.tsx")),
    "AuditLog",
  ),
});

const notifications = createRoute({
  getParentRoute: () => root,
  path: "/notifications",
  validateSearch: notificationsSearch,
  loaderDeps: ({ search }) => search,
  loader: lazyFn(
    onDemand(() => import("./pages/notifications/load-notifications.ts")),
    "loadNotifications",
  ),
  component: lazyRouteComponent(
    onDemand(() => import("./pages/notifications/notifications.tsx")),
    "Notifications",
  ),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  loader: lazyFn(
    onDemand(() => import("./pages/settings/load-settings.ts")),
    "loadSettings",
  ),
  component: lazyRouteComponent(
    onDemand(() => import("./pages/settings/settings.tsx")),
    "SettingsPage",
  ),
});

/** Every page of the console. */
export function createPageRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([
      newAuthLink,
      authLinks,
      authLink,
      accounts,
      cleanUp,
      account,
      owners,
      owner,
      audit,
      notifications,
      settings,
    ]),
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
