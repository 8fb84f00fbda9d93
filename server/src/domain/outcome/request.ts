import type { Choices } from "./facts.ts";
import type { ConnectSessionRequest } from "../ports/stackone.ts";

/** The exact body of `POST /connect_sessions`: nothing that was not chosen, on an edit nothing that stays as it is (docs/rules.md, 1, 5, 9). */
export function buildRequest(choices: Choices): ConnectSessionRequest {
  const { target, facts, categories } = choices;
  const { input, owner, account } = facts;
  const type = requestType(choices);
  const profile = input.connectorProfileId ?? target?.connectorProfileId;
  const label = changed(input.label, target?.label);
  const username = changed(input.username, target?.username);
  return {
    origin_owner_id: account?.ownerId ?? owner.id,
    origin_owner_name: account?.ownerName ?? owner.name,
    ...(choices.providerKey && { provider: choices.providerKey }),
    ...(categories.length > 0 && { categories: [...new Set(categories)] }),
    ...(profile && { connector_profile_id: profile }),
    ...(account && { account_id: account.id }),
    ...(choices.multiple && { multiple: true as const }),
    ...(label && { label }),
    ...(username && { origin_username: username }),
    ...(type && { type }),
    expires_in: input.expiresIn,
    ...(input.metadata && Object.keys(input.metadata).length > 0 && { metadata: input.metadata }),
  };
}

/** Left out, the type is production; on an edit it is the account's, and nothing where StackOne does not tell it. */
function requestType({ target, facts }: Choices): "production" | "test" | undefined {
  if (!target) return facts.input.type ?? "production";
  return target.type === "production" || target.type === "test" ? target.type : undefined;
}

function changed(text: string | undefined, before: string | null | undefined): string | undefined {
  return text && text !== before ? text : undefined;
}
