import type { ConnectSessionInput } from "@connect-console/shared/connect-session";
import type { Owner } from "@connect-console/shared/owner";
import type { OutcomeFacts } from "../outcome/facts.ts";
import { predictOutcome } from "../outcome/outcome.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { byStackOneNames } from "../../stackone/wire/connect-session.ts";
import { fakeProviders } from "./fake-stackone.ts";

export const owner: Owner = {
  id: "acme",
  name: "Acme Corp",
  otherNames: [],
  source: "accounts",
  accounts: 0,
};
/** seconds */
export const day = 86_400;

/** What a link of these choices does for an owner with these accounts. */
export function predict(
  input: Partial<ConnectSessionInput>,
  accounts: StackOneAccount[] = [],
  facts: Partial<OutcomeFacts> = {},
) {
  const full = { ownerId: "acme", expiresIn: day, ...input };
  const account = accounts.find(({ id }) => id === input.accountId) ?? null;
  return predictOutcome(
    {
      input: full,
      owner,
      providers: fakeProviders,
      accounts,
      account,
      openLinks: [],
      nearEqualOwners: [],
      testOnly: false,
      now: 0,
      ...facts,
    },
    { byStackOneNames },
  );
}
export const codes = (notes: { code: string }[]) => notes.map(({ code }) => code);
