import type { OutcomeNote } from "@connect-console/shared/outcome";
import type { Choices } from "./facts.ts";
import type { ProviderOutcome } from "./per-provider.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { accountName } from "./words.ts";

/** Why signing in again does not bring an account of this status back, and who can. */
const hopeless: Record<string, { why: string; who: string }> = {
  inactive: {
    why: "its connector or connector profile is disabled in StackOne",
    who: "Someone with access to StackOne’s dashboard can enable it, and the account is active again.",
  },
  suspended: {
    why: "someone on our side paused it in StackOne",
    who: "Someone with access to StackOne’s dashboard can resume it.",
  },
  archived: {
    why: "StackOne has put it away",
    who: "Ask StackOne’s support whether it can come back, or allow another account for a new one.",
  },
};

/** An edit of an account that no sign-in brings back; where the customer chooses the provider, each choice that leads to one. */
export function statusWarnings(
  { target, providerName }: Choices,
  perProvider: ProviderOutcome[],
): OutcomeNote[] {
  if (target) return warn(target, `The ${providerName} account ${accountName(target)} is`);
  return perProvider.flatMap(({ account, providerName: chosen }) =>
    account
      ? warn(account, `If the customer chooses ${chosen}, the link edits an account that is`)
      : [],
  );
}

function warn({ status }: StackOneAccount, begins: string): OutcomeNote[] {
  const reason = Object.hasOwn(hopeless, status) ? hopeless[status] : undefined;
  if (!reason) return [];
  return [
    {
      code: "link_does_not_help",
      message: `${begins} ${status}, because ${reason.why}. A link won’t help. ${reason.who}`,
      ...(status === "archived" && {
        cure: { label: "Allow another account", set: { multiple: true, accountId: null } },
      }),
    },
  ];
}
