import type { Provider } from "@connect-console/shared/provider";
import type { StackOneAccount } from "../ports/stackone.ts";

/** StackOne names it "oauth2", "OAuth 2.0", "oidc" and the like; their tokens are refreshed in the background. */
const refreshed = /oauth|oidc/i;

/** Accounts whose connector profile says OAuth, so that they change by themselves (docs/rules.md, 23). Of an unknown profile all of the provider's must say so. */
export function refreshedAccounts(
  accounts: readonly StackOneAccount[],
  providers: readonly Provider[],
): string[] {
  const found = accounts.filter(({ provider, connectorProfileId }) => {
    const profiles = providers.find(({ key }) => key === provider)?.profiles ?? [];
    const own = profiles.filter(({ id }) => id === connectorProfileId);
    const possible = own.length > 0 ? own : profiles;
    return (
      possible.length > 0 &&
      possible.every(
        ({ authentication }) => authentication !== null && refreshed.test(authentication),
      )
    );
  });
  return found.map(({ id }) => id);
}
