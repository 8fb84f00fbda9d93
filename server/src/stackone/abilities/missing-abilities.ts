import type { Abilities } from "./abilities.ts";
import type { StackOneReads, StackOneHealth } from "../stackone-health.ts";
import type { UnreadableRecords } from "../account/unreadable-records.ts";

/** From where what is read, as far as it was learnt. */
export function readsOf(
  known: Readonly<Abilities>,
  follow: "attempts" | "accounts",
): StackOneReads["reads"] {
  const { v1Accounts, v2Accounts, v2Serves, sessionByNumber, sessionByToken } = known;
  const byV2 = v2Accounts === true && (v2Serves === true || v1Accounts === false);
  const refused = sessionByNumber === false && sessionByToken === false;
  const attempts = sessionByNumber ? "number" : sessionByToken ? "token" : null;
  return {
    accounts: byV2 ? "/v2/accounts" : v1Accounts ? "/accounts" : null,
    attempts: follow === "accounts" || refused ? "accounts" : attempts,
  };
}

/** What this StackOne cannot do, with what it costs (docs/rules.md, 20); what was not seen yet is not missing. */
export function missingAbilities(known: Readonly<Abilities>): StackOneHealth["missing"] {
  const { v1Accounts, v2Accounts, v1Profile, actionsProfile } = known;
  const { sessionByNumber, sessionByToken } = known;
  const missing: StackOneHealth["missing"] = [];
  if (v1Accounts === false && v2Accounts === false)
    missing.push({
      code: "accounts",
      message:
        "StackOne doesn't let us read accounts. We can't say what a link will do, so no link can be created.",
    });
  else if (v2Accounts === false && v1Profile === false && actionsProfile === false)
    missing.push({
      code: "account_profile",
      message:
        "StackOne doesn't tell which connector profile an account uses. An edit may move the account to the default profile, and the result check can't confirm it.",
    });
  if (known.statusFilter === "known" || known.statusFilter === "documented")
    missing.push({
      code: "account_statuses",
      message:
        "StackOne lists only active accounts unless we ask for others. We ask for every status that we know: accounts in another one don't show.",
    });
  if (sessionByNumber === false && sessionByToken === false)
    missing.push({
      code: "attempt",
      message:
        "StackOne doesn't let us read sign-in attempts. Progress comes from accounts alone, so a failed sign-in doesn't show.",
    });
  return missing;
}

/** Records that are left out because they cannot be read. */
export function unreadableRecords({
  accounts,
  profiles,
}: Record<"accounts" | "profiles", UnreadableRecords>): StackOneHealth["missing"] {
  const sentences: [string, string | null][] = [
    [
      "unreadable_accounts",
      accounts.sentence(
        ["account", "accounts"],
        "They are left out of lists, and no link can be created for their owners. Ask StackOne's support.",
      ),
    ],
    [
      "unreadable_profiles",
      profiles.sentence(
        ["connector profile", "connector profiles"],
        "They can't be chosen. All others can. Ask StackOne's support.",
      ),
    ],
  ];
  return sentences.flatMap(([code, message]) => (message === null ? [] : [{ code, message }]));
}
