import type { Abilities } from "./abilities.ts";
import type { StackOneHealth } from "./stackone-health.ts";

/** What this StackOne cannot do, with what it costs (design, rule 20); what was not seen yet is not missing. */
export function missingAbilities(known: Readonly<Abilities>): StackOneHealth["missing"] {
  const { v1Accounts, v2Accounts, v1Profile, actionsProfile } = known;
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
  return missing;
}
