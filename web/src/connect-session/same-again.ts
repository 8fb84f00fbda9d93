import { chosenIn } from "@connect-console/shared/choices";
import type { ConnectSession } from "@connect-console/shared/connect-session";

/** The form's address for another link of the same choices; beside what re-issue does, it can be changed first and replaces nothing. */
export function sameAgainSearch(row: ConnectSession) {
  const { multiple, expiresIn, ...choices } = chosenIn(row);
  const metadata = Object.entries(row.metadata ?? {}).map(metadataParameter);
  return {
    ...choices,
    ...(multiple && { multiple: "true" as const }),
    expiresIn: String(expiresIn),
    ...(metadata.length > 0 && { metadata }),
  };
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
