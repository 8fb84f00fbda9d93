import type { Log } from "../domain/ports/log.ts";
import { StackOneError } from "../domain/ports/stackone.ts";
import type { KnownAbilities } from "./abilities/abilities.ts";
import { WireAccount } from "./wire/account.ts";
import type { AccountApis } from "./account/account-api.ts";
import type { CompleteProfiles } from "./account/account-profiles.ts";
import type { ProviderList } from "./provider-list.ts";
import type { Health, StackOneHealth } from "./stackone-health.ts";

/** What the self-check saw; null is "could not be seen". */
export interface SelfCheck {
  profilesPath: string | null;
  /** envelope of `GET /accounts` */
  accountsAre: "array" | "data" | "other" | null;
  accountsNameTheirProfile: boolean | null;
  profilesNameTheDefault: boolean | null;
  v2Accounts: boolean | null;
  /** the list from which accounts are read */
  accountsFrom: "/accounts" | "/v2/accounts";
  missing: StackOneHealth["missing"];
}

interface SelfCheckOptions {
  apis: AccountApis;
  abilities: KnownAbilities;
  completeProfiles: CompleteProfiles;
  providers: ProviderList;
  health: Health;
  /** what is missing in all, the health's part included */
  missing(): StackOneHealth["missing"];
  log: Log;
}

/** Reads only; what is missing goes to the page with what it costs (docs/rules.md, 20). */
export async function selfCheck(options: SelfCheckOptions): Promise<SelfCheck> {
  const { apis, abilities, providers, health, log, missing } = options;
  const profilesNameTheDefault = await checkProfiles(providers, health);
  const { v1 } = await apis.learn("watch");
  const first = WireAccount.safeParse(v1?.entries[0]).data;
  // where neither list names it, this learns whether the actions do
  if (first && apis.forAll() === apis.v1)
    await quietly(() => options.completeProfiles([first], "watch"));
  const { v1Profile, v2Accounts } = abilities.get();
  const seen: SelfCheck = {
    profilesPath: profilesNameTheDefault === undefined ? null : providers.path(),
    accountsAre: v1?.envelope ?? null,
    accountsNameTheirProfile: v1Profile,
    profilesNameTheDefault: profilesNameTheDefault ?? null,
    v2Accounts,
    accountsFrom: apis.forAll().path,
    missing: missing(),
  };
  log.info({ ...seen, state: health.state().state }, "StackOne self-check");
  return seen;
}

/** Whether profiles say which one is the default; null: there is none, undefined: they cannot be read. */
async function checkProfiles(
  providers: ProviderList,
  health: Health,
): Promise<boolean | null | undefined> {
  const read = await quietly(() => providers.list("watch", true));
  const all = read?.flatMap((provider) => provider.profiles) ?? [];
  const nameTheDefault = all.length === 0 ? null : all.some(({ isDefault }) => isDefault !== null);
  if (nameTheDefault === false)
    health.miss(
      "default_profile",
      "StackOne does not say which connector profile is the default: the preview cannot name it.",
    );
  if (all.length > 0 && all.every(({ active }) => active === null))
    health.miss(
      "active_profile",
      "StackOne does not say which connector profiles are active: a disabled one is noticed only by the customer.",
    );
  return read ? nameTheDefault : undefined;
}

/** null when StackOne failed; the health has noted it */
async function quietly<Result>(read: () => Promise<Result>): Promise<Result | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StackOneError) return null;
    throw error;
  }
}
