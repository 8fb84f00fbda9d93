import type { Owner } from "@connect-console/shared/owner";

export function accountsText(accounts: number): string {
  if (accounts === 0) return "no account yet";
  return accounts === 1 ? "1 account" : `${accounts} accounts`;
}

export function otherNamesText({ otherNames }: Owner): string {
  return otherNames.length === 0
    ? ""
    : ` · also called ${otherNames.map(({ name }) => name).join(", ")}`;
}
