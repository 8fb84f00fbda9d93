import type { ConnectSession, ConnectSessionInput } from "./connect-session.ts";
import { ConnectSessionChoices } from "./connect-session.ts";

type Chosen = ConnectSessionChoices & Pick<ConnectSession, "owner" | "predicted">;

/** The choices that a connect session was made from. A profile that only was carried along on an edit was nobody's choice. */
export function chosenIn(row: Chosen): ConnectSessionInput {
  const carried = row.predicted.account?.connectorProfileId === row.connectorProfileId;
  const chosen = onlyChosen({ ...row, ...(carried && { connectorProfileId: null }) });
  return { ownerId: row.owner.id, ...chosen };
}

/** Every choice that there is. */
const names = Object.keys(ConnectSessionChoices.shape) as (keyof ConnectSessionChoices)[];

/** These choices without those that were not made. */
export function onlyChosen(choices: ConnectSessionChoices): Omit<ConnectSessionInput, "ownerId"> {
  const chosen = names.flatMap((name) => (isChosen(choices[name]) ? [[name, choices[name]]] : []));
  return Object.fromEntries(chosen) as Omit<ConnectSessionInput, "ownerId">;
}

function isChosen(value: unknown): boolean {
  return typeof value === "object" && value !== null
    ? Object.keys(value).length > 0
    : value !== null && value !== false;
}
