import { chosenIn } from "@connect-console/shared/choices";
import type { ConnectSession } from "@connect-console/shared/connect-session";

/**
 * The form's address for another link of the same choices; beside what re-issue does, it can be changed first and replaces nothing. Where the link
 * has created its account, the same choices would edit that one: then another account is allowed, and `duplicates` has the form say so.
 */
export function sameAgainSearch(row: ConnectSession) {
  const { multiple, expiresIn, metadata: entries = {}, ...choices } = chosenIn(row);
  const metadata = Object.entries(entries).map(metadataParameter);
  const duplicates = usedAs(row);
  return {
    ...asParameters(choices),
    ...((multiple || duplicates === "create") && { multiple: "true" as const }),
    expiresIn: String(expiresIn),
    ...(metadata.length > 0 && { metadata }),
    ...(duplicates && { duplicates }),
  };
}

type AsParameters<Choices> = {
  [Name in keyof Choices]: Choices[Name] extends boolean | undefined ? "true" : Choices[Name];
};

/** A switch that is on is `true` in an address; one that is off was not chosen. */
function asParameters<Choices extends object>(choices: Choices): AsParameters<Choices> {
  const entries = Object.entries(choices).map(([name, value]: [string, unknown]) => [
    name,
    value === true ? "true" : value,
  ]);
  return Object.fromEntries(entries) as AsParameters<Choices>;
}

/** What the link was to do, where it has brought an account that was not there before. */
function usedAs({ predicted, account }: ConnectSession): "create" | "depends" | undefined {
  const { kind } = predicted;
  if (account === null || (kind !== "create" && kind !== "depends")) return undefined;
  const isOld = predicted.perProvider.some((each) => each.account?.id === account.id);
  return isOld ? undefined : kind;
}

/** As above, with what a cure sets; null leaves a choice out. */
export function curedSearch(row: ConnectSession, set: Record<string, unknown>) {
  const search: Record<string, string | string[] | undefined> = { ...sameAgainSearch(row) };
  for (const [name, value] of Object.entries(set)) {
    if (value === null) delete search[name];
    if (typeof value === "string") search[name] = value;
    if (typeof value === "boolean") search[name] = String(value);
    if (Array.isArray(value)) search[name] = value.map(String);
  }
  return search;
}

/** `key=value`, as one parameter of a query; a key may have an equals sign of its own. */
function metadataParameter([key, value]: [string, unknown]): string {
  return `${encodeURIComponent(key)}=${String(value)}`;
}
