import * as z from "zod";
import type { StackOneAccount } from "../../domain/ports/stackone.ts";
import {
  LooseCode,
  LooseId,
  LooseIsoTime,
  LooseSentence,
  LooseText,
  LooseTexts,
  LooseTime,
} from "./loose.ts";

/** v2 renamed fields (docs/stackone.md, 5.2); `integration_id` is the old name of the profile's id. */
const olderNames = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  const { connector, connector_name, owner_id, owner_name, username, integration_id, ...rest } =
    value as Record<string, unknown>;
  const renamed = {
    provider: connector,
    provider_name: connector_name,
    origin_username: username,
    origin_owner_id: owner_id,
    origin_owner_name: owner_name,
    connector_profile_id: integration_id,
  };
  return {
    ...Object.fromEntries(Object.entries(renamed).filter(([, was]) => was !== undefined)),
    ...rest,
  };
};

/** Of a list that may grow with every failed call. */
const reasonsAtMost = 20;

const StatusReason = z.object({
  code: LooseCode,
  description: LooseSentence,
  timestamp: LooseIsoTime,
});

/** LinkedAccount — list-linked-accounts. What is not named here (`credentials`, `setup_information`, `secrets` …) is dropped (docs/rules.md, 14). */
export const WireAccount = z
  .preprocess(
    olderNames,
    z.object({
      id: LooseId,
      provider: z.string(),
      provider_name: LooseText,
      origin_owner_id: LooseId.nullish(),
      origin_owner_name: LooseText,
      status: z.string(),
      status_reasons: z.array(StatusReason).nullish().catch(null),
      type: LooseText,
      label: LooseText,
      origin_username: LooseText,
      connector_profile_id: z.string().nullish().catch(undefined),
      categories: LooseTexts,
      created_at: LooseTime,
      updated_at: LooseTime,
    }),
  )
  .transform((account): StackOneAccount => ({
    id: account.id,
    provider: account.provider,
    providerName: account.provider_name,
    ownerId: account.origin_owner_id ?? "",
    ownerName: account.origin_owner_name ?? "",
    status: account.status,
    statusReasons: (account.status_reasons ?? [])
      .slice(0, reasonsAtMost)
      .map(({ code, description, timestamp }) => ({
        code,
        description,
        at: timestamp,
      })),
    type: account.type,
    label: account.label,
    username: account.origin_username,
    connectorProfileId: account.connector_profile_id,
    categories: account.categories,
    createdAt: account.created_at,
    updatedAt: account.updated_at,
  }));
