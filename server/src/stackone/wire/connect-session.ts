import * as z from "zod";
import type {
  ConnectSessionFields,
  ConnectSessionRequest,
  CreatedAtStackOne,
} from "../../domain/ports/stackone.ts";
import { LooseId, LooseTime } from "./loose.ts";

/** What the console calls a field, and what StackOne calls it: the one place that knows both; in this order staff read them. */
const stackOneNames = {
  id: "id",
  createdAt: "created_at",
  token: "token",
  authLink: "auth_link_url",
  ownerId: "origin_owner_id",
  ownerName: "origin_owner_name",
  provider: "provider",
  categories: "categories",
  connectorProfileId: "connector_profile_id",
  accountId: "account_id",
  multiple: "multiple",
  label: "label",
  username: "origin_username",
  type: "type",
  expiresIn: "expires_in",
  metadata: "metadata",
} as const satisfies Record<keyof ConnectSessionFields, string>;
const fields = Object.keys(stackOneNames) as (keyof typeof stackOneNames)[];

/** The fields by StackOne's names; what is undefined is left out. */
export function byStackOneNames(values: ConnectSessionFields): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field) =>
      values[field] === undefined ? [] : [[stackOneNames[field], values[field]]],
    ),
  );
}

const text = z.string().min(1);

type Body = {
  [
    Field in keyof ConnectSessionRequest as (typeof stackOneNames)[Field]
  ]: ConnectSessionRequest[Field];
};

/** The body of `POST /connect_sessions`, and nothing else (docs/rules.md, 9). */
export const WireConnectSessionRequest: z.ZodType<Body> = z.strictObject({
  origin_owner_id: text,
  origin_owner_name: z.string(),
  expires_in: z.int().positive(),
  type: z.enum(["production", "test"]).exactOptional(),
  provider: text.exactOptional(),
  // Lower case as on the wire; the docs' `hrisLegacy` and `stackOne` are names of keys (docs/stackone.md, 1.1).
  categories: z
    .array(z.string().regex(/^[a-z0-9_-]+$/))
    .min(1)
    .exactOptional(),
  connector_profile_id: text.exactOptional(),
  account_id: text.exactOptional(),
  multiple: z.literal(true).exactOptional(),
  label: z.string().exactOptional(),
  origin_username: z.string().exactOptional(),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).exactOptional(),
} satisfies Record<keyof Body, z.ZodType>);

const EchoedText = z.string().nullish().catch(undefined);
const EchoedId = LooseId.nullish().catch(undefined);

/** Only an address with a scheme of the web counts as a link; it is kept byte for byte. */
export const AuthLink = z.object({ auth_link_url: z.string().regex(/^https?:\/\/\S+$/) });

/** The 201 — create-connect-session; `external_trigger_token` and all else is dropped (docs/rules.md, 14). */
export const WireCreated = z
  .object({
    id: LooseId,
    project_id: LooseId.nullish().catch(null),
    organization_id: LooseId.nullish(),
    token: text,
    created_at: LooseTime,
    origin_owner_id: EchoedId,
    origin_owner_name: EchoedText,
    provider: EchoedText,
    categories: z.array(z.string()).nullish().catch(undefined),
    connector_profile_id: EchoedId,
    integration_id: EchoedId,
    account_id: EchoedId,
    label: EchoedText,
    origin_username: EchoedText,
    type: EchoedText,
  })
  .transform(
    (
      created,
    ): Omit<CreatedAtStackOne, "authLink" | "createdAt"> & { createdAt: number | null } => ({
      id: created.id,
      projectId: created.project_id ?? null,
      token: created.token,
      createdAt: created.created_at,
      echo: {
        ownerId: created.origin_owner_id,
        ownerName: created.origin_owner_name,
        provider: created.provider,
        categories: created.categories,
        // The old name is the same value (docs/stackone.md, 1.1).
        connectorProfileId:
          created.connector_profile_id === undefined
            ? created.integration_id
            : created.connector_profile_id,
        accountId: created.account_id,
        label: created.label,
        username: created.origin_username,
        type: created.type,
      },
    }),
  );
