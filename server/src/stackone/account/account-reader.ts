import * as z from "zod";
import { type StackOneAccount, StackOneError } from "../../domain/ports/stackone.ts";
import { WireAccount } from "../wire/account.ts";
import type { AccountApi } from "./account-api.ts";
import type { CompleteProfiles } from "./account-profiles.ts";
import { LooseId } from "../wire/loose.ts";
import type { List, Unreadable } from "../request/pages.ts";
import type { ProviderList } from "../provider-list.ts";
import type { UnreadableRecords } from "./unreadable-records.ts";

type AccountList = Required<Pick<List<StackOneAccount>, "what" | "item" | "onUnreadable">>;

/** How accounts are taken out of StackOne's answers, whatever asked for them. */
export interface AccountReader {
  /** `onHole` gets the owner of an account that cannot be read; null: that cannot be told either */
  list(api: AccountApi, onHole: (owner: string | null, entry: Unreadable) => void): AccountList;
  complete: CompleteProfiles;
}

/** The owner of an entry of which something else cannot be read. */
const Owned = z.union([
  z.object({ origin_owner_id: LooseId }).transform((entry) => entry.origin_owner_id),
  z.object({ owner_id: LooseId }).transform((entry) => entry.owner_id),
]);

export function createAccountReader({
  completeProfiles,
  providers,
  unreadable,
}: {
  completeProfiles: CompleteProfiles;
  providers: ProviderList;
  unreadable: UnreadableRecords;
}): AccountReader {
  return {
    list: (api, onHole) => ({
      what: api.path,
      item: WireAccount,
      onUnreadable(entry) {
        unreadable.note(entry);
        onHole(Owned.safeParse(entry.entry).data ?? null, entry);
      },
    }),
    async complete(accounts, purpose) {
      for (const { id } of accounts) unreadable.isReadable(id);
      const completed = await completeProfiles(accounts, purpose);
      const listed = new Map(providers.kept().map((provider) => [provider.key, provider]));
      // v2 names neither the provider's name nor its categories; the profiles do, and were read at the start
      return completed.map((account) => {
        const provider = listed.get(account.provider);
        if (!provider || (account.providerName !== null && account.categories !== undefined))
          return account;
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

/** A list with a hole proves nothing about its owner. */
export function holeError({ field }: { field: string }): StackOneError {
  return new StackOneError(
    "unavailable",
    `StackOne sent an account of this owner that we can't read (field ${field}). We can't tell what a link would do, so no link can be created for this owner. Ask StackOne's support`,
    { unreadable: true },
  );
}
