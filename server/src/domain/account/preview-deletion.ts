import type {
  DeletionPreview,
  DeletionVerdict,
  ForeseenDeletion,
  PreviewDeletion,
} from "@connect-console/shared/account-deletion";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import { accountToApi } from "../account-sync/to-api.ts";
import { isoTime } from "../iso-time.ts";
import { isAbout } from "./list.ts";
import type { StackOneAccount } from "../ports/stackone.ts";
import { readingStackOne } from "../stackone-error.ts";

/** ids in one request to StackOne */
const idsAtOnce = 50;
/** accounts that StackOne's lists lack are asked for on their own, so many at once */
const missingAtOnce = 5;

/** The dry run of a clean-up: what StackOne says now of each account, and which open links would lose what they edit. Changes nothing. */
export async function previewDeletion(
  ctx: StaffContext,
  input: PreviewDeletion,
): Promise<DeletionPreview> {
  const ids = [...new Set(input.ids)];
  const { found, gone } = await readingStackOne(() => readAtStackOne(ctx, ids));
  const known = new Map((await ctx.store.accounts.known(ids)).map((one) => [one.id, one]));
  const accounts = ids.map((id) => ({ id, account: found.get(id) ?? known.get(id) ?? null }));
  const ownerIds = new Set(accounts.flatMap(({ account }) => account?.ownerId ?? []));
  const links = await ctx.store.connectSessions.openOfOwners([...ownerIds]);
  return {
    items: accounts.map(({ id, account }): ForeseenDeletion => {
      const isThere = found.get(id);
      return {
        id,
        verdict: isThere ? verdictOn(isThere) : gone.has(id) ? "gone" : "not_seen",
        account: account && accountToApi(account),
        openConnectSessions: links.filter((row) => mayEdit(row, id)).map(linkToApi),
      };
    }),
  };
}

function verdictOn({ type }: StackOneAccount): DeletionVerdict {
  if (type === "test") return "delete";
  return type === null ? "type_not_known" : "production";
}

/** Also where the customer chooses, and would find this account at its provider. */
function mayEdit(row: ConnectSessionRow, accountId: string): boolean {
  const { perProvider } = row.predicted;
  return (
    isAbout(row, accountId) ||
    perProvider.some(({ kind, account }) => kind === "edit" && account?.id === accountId)
  );
}

function linkToApi({ id, createdAt, createdBy }: ConnectSessionRow) {
  return { id, createdAt: isoTime(createdAt), createdBy };
}

async function readAtStackOne(
  { stackone }: StaffContext,
  ids: string[],
): Promise<{ found: Map<string, StackOneAccount>; gone: Set<string> }> {
  const found = new Map<string, StackOneAccount>();
  for (let start = 0; start < ids.length; start += idsAtOnce) {
    const some = await stackone.listAccountsById(
      ids.slice(start, start + idsAtOnce),
      "interactive",
    );
    for (const account of some) found.set(account.id, account);
  }
  const gone = new Set<string>();
  for (const id of ids.filter((each) => !found.has(each)).slice(0, missingAtOnce)) {
    const account = await stackone.readAccount(id, "interactive");
    if (account) found.set(id, account);
    else gone.add(id);
  }
  return { found, gone };
}
