import type * as z from "zod";
import type { StackOneAccount } from "../domain/ports/stackone.ts";
import { WireAccount } from "./account.ts";
import type { AccountApi } from "./account-api.ts";
import type { CompleteProfiles } from "./account-profiles.ts";
import type { List } from "./pages.ts";
import type { ProviderList } from "./provider-list.ts";

/** How accounts are taken out of StackOne's answers, whatever asked for them. */
export interface AccountReader {
  /** `owners`: those whose accounts are asked for; null: all */
  list(
    api: AccountApi,
    owners: string[] | null,
  ): Pick<List<StackOneAccount>, "what" | "onUnreadable"> & { item: z.ZodType<StackOneAccount> };
  complete: CompleteProfiles;
}

export function createAccountReader({
  completeProfiles,
  providers,
}: {
  completeProfiles: CompleteProfiles;
  providers: ProviderList;
}): AccountReader {
  return {
    list: (api) => ({ what: api.path, item: WireAccount }),
    async complete(accounts, purpose) {
      const completed = await completeProfiles(accounts, purpose);
      const listed = new Map(providers.kept().map((provider) => [provider.key, provider]));
      // v2 names neither the provider's name nor its categories; the profiles do, and were read at the start
      return completed.map((account) => {
        const provider = listed.get(account.provider);
        if (!provider) return account;
        const categories = provider.categories.length > 0 ? provider.categories : undefined;
        return {
          ...account,
          providerName: account.providerName ?? provider.name,
          categories: account.categories ?? categories,
        };
      });
    },
  };
}
