import * as z from "zod/mini";
import { OwnerReference } from "./owner.ts";
import { Id } from "./text.ts";

/** A linked account in StackOne. `status` is an open list: active, inactive, suspended, archived, expired, error — LinkedAccount. */
export const Account = z.object({
  id: z.string(),
  provider: z.string(),
  providerName: z.nullable(z.string()),
  owner: OwnerReference,
  status: z.string(),
  statusReasons: z.array(
    z.object({
      code: z.nullable(z.string()),
      description: z.nullable(z.string()),
      at: z.nullable(z.string()),
    }),
  ),
  type: z.nullable(z.string()),
  label: z.nullable(z.string()),
  username: z.nullable(z.string()),
  connectorProfileId: z.nullable(z.string()),
  createdAt: z.nullable(z.string()),
  updatedAt: z.nullable(z.string()),
  brokenSince: z.nullable(z.string()),
  openConnectSessionId: z.nullable(z.string()),
});
export type Account = z.infer<typeof Account>;

/** `GET /api/accounts`: the accounts of one owner, read from StackOne. */
export const AccountQuery = z.strictObject({ ownerId: Id });
export type AccountQuery = z.infer<typeof AccountQuery>;

export const AccountPage = z.object({
  items: z.array(Account),
  nextCursor: z.nullable(z.string()),
  total: z.number(),
  syncedAt: z.nullable(z.string()),
  counts: z.record(z.string(), z.number()),
});
export type AccountPage = z.infer<typeof AccountPage>;
