import { ConnectSessionChoices, nothingChosen } from "@connect-console/shared/connect-session";
import type { OwnerReference } from "@connect-console/shared/owner";
import { knownType } from "../connect-session-request.ts";
import type { Choices } from "./facts.ts";

/** What staff chose, with what follows from it: the row holds it, and StackOne is asked for it (docs/rules.md, 1, 5, 9). */
export function choicesOf(resolved: Choices): ConnectSessionChoices {
  const { facts, target, categories, multiple } = resolved;
  const { input, account } = facts;
  const { connectorProfileId = target?.connectorProfileId, metadata = {} } = input;
  return ConnectSessionChoices.parse({
    ...nothingChosen,
    ...input,
    provider: resolved.providerKey || null,
    categories: [...new Set(categories)],
    connectorProfileId: connectorProfileId || null,
    accountId: account?.id ?? null,
    multiple,
    label: input.label || null,
    username: input.username || null,
    // left out, it is production; on an edit it is the account's
    type: knownType(target?.type) ?? input.type ?? "production",
    metadata: Object.keys(metadata).length > 0 ? metadata : null,
  });
}

/** The owner by the exact name that StackOne matches; on an edit by the account's. */
export function ownerOf({ facts: { account, owner } }: Choices): OwnerReference {
  return { id: account?.ownerId ?? owner.id, name: account?.ownerName ?? owner.name };
}
