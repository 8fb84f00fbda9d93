import * as z from "zod/mini";
import type { CopiedAccount } from "../../domain/ports/accounts.ts";
import type { StackOneAccount } from "../../domain/ports/stackone.ts";
import type {
  AccountColumns,
  AccountGroupColumns,
  AccountDetailColumns,
} from "../schema/account-tables.ts";
import { StoreError } from "../../domain/ports/store-error.ts";

const AccountDetails = z.object({
  id: z.string(),
  provider: z.string(),
  providerName: z.nullable(z.string()),
  ownerId: z.string(),
  ownerName: z.string(),
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
  connectorProfileId: z.optional(z.nullable(z.string())),
  categories: z.optional(z.array(z.string())),
  createdAt: z.nullable(z.number()),
  updatedAt: z.nullable(z.number()),
});

/** The account that these columns hold. Error: StoreError unreadable. */
export function fromAccountColumns(columns: AccountColumns): CopiedAccount {
  const details = parseDetails(columns);
  return {
    ...details,
    connectorProfileId: details.connectorProfileId,
    categories: details.categories,
    readAt: columns.read_at,
    brokenSince: columns.broken_since,
    goneAt: columns.gone_at,
  };
}

function parseDetails({ id, details }: AccountColumns): z.infer<typeof AccountDetails> {
  try {
    return AccountDetails.parse(JSON.parse(details));
  } catch {
    throw new StoreError("unreadable", `account ${id} cannot be read from the store`);
  }
}

/** The columns for this account, without what depends on the others. */
export function toAccountColumns({
  readAt,
  brokenSince,
  goneAt,
  ...details
}: CopiedAccount): Omit<AccountDetailColumns, "place" | "group_id"> {
  return {
    id: details.id,
    owner_id: details.ownerId,
    owner_name: details.ownerName,
    read_at: readAt,
    broken_since: brokenSince,
    gone_at: goneAt,
    details: JSON.stringify(details satisfies StackOneAccount),
  };
}

/** What tells its group from the others. */
export function groupOf(account: CopiedAccount): Omit<AccountGroupColumns, "id" | "accounts"> {
  return {
    status: account.status,
    provider: account.provider,
    connector_profile_id: account.connectorProfileId ?? "",
    type: account.type ?? "",
  };
}
