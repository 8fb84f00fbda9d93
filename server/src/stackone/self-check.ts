import type { Log } from "../domain/ports/log.ts";
import { StackOneError } from "../domain/ports/stackone.ts";
import type { Exchange } from "./exchange.ts";
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
  missing: StackOneHealth["missing"];
}

interface SelfCheckOptions {
  exchange: Exchange;
  providers: ProviderList;
  health: Health;
  log: Log;
  follow: "attempts" | "accounts";
}

/** Reads only; what is missing goes to the page with what it costs (design, rule 20). */
export async function selfCheck({
  exchange,
  providers,
  health,
  log,
  follow,
}: SelfCheckOptions): Promise<SelfCheck> {
  if (follow === "accounts")
    health.miss(
      "attempt",
      "Attempts are not read (STACKONE_FOLLOW=accounts): progress is read from accounts alone.",
    );
  const profiles = await quietly(() => providers.list("watch", true));
  const all = profiles?.flatMap((provider) => provider.profiles) ?? [];
  const profilesNameTheDefault =
    all.length === 0 ? null : all.some(({ isDefault }) => isDefault !== null);
  if (profilesNameTheDefault === false)
    health.miss(
      "default_profile",
      "StackOne does not say which connector profile is the default: the preview cannot name it.",
    );
  if (all.length > 0 && all.every(({ active }) => active === null))
    health.miss(
      "active_profile",
      "StackOne does not say which connector profiles are active: a disabled one is noticed only by the customer.",
    );

  const accounts = await look(exchange, "/accounts");
  const v2 = await look(exchange, "/v2/accounts");
  const first = accounts?.entries?.[0];
  const accountsNameTheirProfile = first
    ? "connector_profile_id" in first || "integration_id" in first
    : null;
  if (accountsNameTheirProfile === false)
    health.miss(
      "account_profile",
      "Accounts do not name their connector profile: the result check cannot confirm it.",
    );
  if (accounts && accounts.status >= 400)
    health.miss(
      "accounts",
      `Accounts cannot be read (${accounts.status}): outcomes cannot be foreseen and nothing can be created.`,
    );

  const seen: SelfCheck = {
    profilesPath: profiles ? providers.path() : null,
    accountsAre: accounts?.envelope ?? null,
    accountsNameTheirProfile,
    profilesNameTheDefault,
    v2Accounts: v2 ? v2.status < 400 : null,
    missing: health.state().missing,
  };
  log.info({ ...seen, state: health.state().state }, "StackOne self-check");
  return seen;
}

async function look(exchange: Exchange, path: string) {
  const answer = await quietly(() =>
    exchange({ method: "GET", path, route: path, query: [["page_size", "1"]], purpose: "watch" }),
  );
  if (!answer) return null;
  const { status, json } = answer;
  const list: unknown = Array.isArray(json)
    ? json
    : typeof json === "object" && json !== null && "data" in json
      ? json.data
      : undefined;
  const entries = Array.isArray(list)
    ? list.filter((entry): entry is object => typeof entry === "object" && entry !== null)
    : undefined;
  const envelope =
    status >= 400
      ? null
      : Array.isArray(json)
        ? ("array" as const)
        : entries
          ? ("data" as const)
          : ("other" as const);
  return { status, entries, envelope };
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
