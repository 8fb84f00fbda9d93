import type { Account } from "@connect-console/shared/account";
import type { Check, ConnectSession } from "@connect-console/shared/connect-session";
import type { Provider } from "@connect-console/shared/provider";
import { accountName } from "../account/account-name.ts";
import { profileNameOf } from "../account/profile-name.ts";

/** A point of the promise as people read it: names of providers, profiles and accounts instead of keys and ids. */
export interface NamedCheck extends Check {
  title: string;
}

/** Puts names to what was promised and what came; where two different things have one name, the id stands beside it. */
export function nameCheck(
  check: Check,
  row: Pick<ConnectSession, "predicted" | "account" | "owner">,
  providers: Provider[],
): NamedCheck {
  const name = (value: string | null) => value && nameOf(check.point, value, row, providers);
  const [promised, actual] = [name(check.promised), name(check.actual)];
  const title = check.point.slice(0, 1).toUpperCase() + check.point.slice(1);
  if (check.result !== "different" || promised !== actual)
    return { ...check, title, promised, actual };
  return {
    ...check,
    title,
    promised: `${promised} (${check.promised})`,
    actual: `${actual} (${check.actual})`,
  };
}

function nameOf(
  point: string,
  value: string,
  { predicted, account, owner }: Pick<ConnectSession, "predicted" | "account" | "owner">,
  providers: Provider[],
): string {
  switch (point) {
    case "owner":
      return [owner, account?.owner].find((one) => one?.id === value)?.name ?? value;
    case "account": {
      const known = [account, predicted.account].find((one): one is Account => one?.id === value);
      return known ? accountName(known) : value;
    }
    case "create or edit":
      return value === "create" ? "a new account" : "an account that was there";
    case "provider":
      return providers.find(({ key }) => key === value)?.name ?? value;
    case "connector profile":
      return profileNameOf(value, providers);
    default:
      return value;
  }
}
