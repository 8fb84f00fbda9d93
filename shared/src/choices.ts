import type { ConnectSession, ConnectSessionInput } from "./connect-session.ts";

type Chosen = Pick<
  ConnectSession,
  | "owner"
  | "provider"
  | "categories"
  | "connectorProfileId"
  | "accountId"
  | "multiple"
  | "label"
  | "username"
  | "type"
  | "expiresIn"
  | "predicted"
>;

/** The choices that a connect session was made from, but its metadata. A profile that only was carried along on an edit was nobody's choice. */
export function chosenIn(row: Chosen): Omit<ConnectSessionInput, "metadata"> {
  const carried = row.predicted.account?.connectorProfileId === row.connectorProfileId;
  return {
    ownerId: row.owner.id,
    ...(row.provider !== null && { provider: row.provider }),
    ...(row.categories.length > 0 && { categories: row.categories }),
    ...(row.connectorProfileId !== null &&
      !carried && { connectorProfileId: row.connectorProfileId }),
    ...(row.accountId !== null && { accountId: row.accountId }),
    ...(row.multiple && { multiple: true }),
    ...(row.label !== null && { label: row.label }),
    ...(row.username !== null && { username: row.username }),
    type: row.type,
    expiresIn: row.expiresIn,
  };
}
