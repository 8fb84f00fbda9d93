import { onlyChosen } from "@connect-console/shared/choices";
import type { ConnectSessionRow } from "./ports/connect-sessions.ts";
import type { ConnectSessionRequest } from "./ports/stackone.ts";

type Asking = Pick<ConnectSessionRow, "owner" | "choices"> & {
  predicted: Pick<ConnectSessionRow["predicted"], "account">;
};

/** What StackOne is asked for a row: nothing that was not chosen, on an edit nothing that stays as it is (docs/rules.md, 1, 5, 9). */
export function requestOf({
  owner,
  choices,
  predicted: { account },
}: Asking): ConnectSessionRequest {
  const { type, ...chosen } = onlyChosen({
    ...choices,
    label: changed(choices.label, account?.label),
    username: changed(choices.username, account?.username),
  });
  return {
    ...chosen,
    ownerId: owner.id,
    ownerName: owner.name,
    // of an account whose type StackOne does not tell nothing is said
    ...((!account || knownType(account.type)) && { type }),
  };
}

/** The type where it is one that a link can have. */
export function knownType(type: string | null | undefined): "production" | "test" | undefined {
  return type === "production" || type === "test" ? type : undefined;
}

function changed(text: string | null, before: string | null | undefined): string | null {
  return text !== null && text !== before ? text : null;
}
