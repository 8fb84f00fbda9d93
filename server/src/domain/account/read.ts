import type { AccountDetail } from "@connect-console/shared/connect-session";
import { deletionToApi, isDeletionOpen } from "./deletion-to-api.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import type { StaffContext } from "../context.ts";
import { connectSessionToApi } from "../connect-session/to-api.ts";
import { DomainError } from "../domain-error.ts";
import { isoTime, isoTimeOrNull } from "../iso-time.ts";
import { isAbout, withOpenLinks } from "./list.ts";
import type { CopiedAccount, StatusChange } from "../ports/accounts.ts";
import { StackOneError } from "../ports/stackone.ts";
import { isUnknownId, noteUnknownId } from "../find/unknown-ids.ts";
import { readingStackOne } from "../stackone-error.ts";

/** ms; whoever opens an account's page sees it no older than this, unless StackOne does not answer */
const freshFor = 60_000;

/** One account with its history and its connect sessions; `not_found` where neither the copy nor StackOne has it. */
export async function readAccount(ctx: StaffContext, id: string): Promise<AccountDetail> {
  const account = await readAtStackOne(ctx, id);
  if (!account)
    throw new DomainError(
      "not_found",
      "There is no account with this id, neither here nor in StackOne.",
    );
  return accountDetailToApi(ctx, account);
}

/** An account as its page shows it, as far as the console knows. */
export async function accountDetailToApi(
  ctx: StaffContext,
  account: CopiedAccount,
): Promise<AccountDetail> {
  const [described] = await withOpenLinks(ctx, [account]);
  if (!described) throw new Error("one account gives one");
  const { accounts } = ctx.store;
  const history = await accounts.history(account.id);
  return {
    ...described,
    readAt: isoTime(account.readAt),
    goneAt: isoTimeOrNull(account.goneAt),
    history: history.map(statusChangeToApi),
    entries: await accounts.entries(account.id),
    deletion: deletionToApi(await ctx.store.accountDeletions.newestOf(account.id), account),
    connectSessions: (await connectSessionsOf(ctx, account)).map((row) =>
      connectSessionToApi(ctx, row),
    ),
  };
}

async function readAtStackOne(ctx: StaffContext, id: string): Promise<CopiedAccount | undefined> {
  const [known] = await ctx.store.accounts.known([id]);
  const isFresh = known && ctx.clock.now() - (known.goneAt ?? known.readAt) < freshFor;
  // while it is not known whether it was deleted, every look is a real one
  if (isFresh && !(await isDeletionOpen(ctx, known))) return known;
  if (!known && isUnknownId(ctx, "account", id)) return undefined;
  try {
    const account = await ctx.stackone.readAccount(id, "interactive");
    if (!account && !known) noteUnknownId(ctx, "account", id);
  } catch (error) {
    if (!(error instanceof StackOneError)) throw error;
    // its page says when it was read
    return known ?? readingStackOne(() => Promise.reject(error));
  }
  return (await ctx.store.accounts.known([id]))[0];
}

/** Those made for it or by which it came, and the open ones of its owner that would edit it; newest first. */
async function connectSessionsOf(
  ctx: StaffContext,
  { id, ownerId }: CopiedAccount,
): Promise<ConnectSessionRow[]> {
  const [own, open] = await Promise.all([
    ctx.store.connectSessions.ofAccount(id),
    ctx.store.connectSessions.openOfOwners([ownerId]),
  ]);
  const rows = [...own, ...open.filter((row) => isAbout(row, id))];
  const unique = new Map(rows.map((row) => [row.id, row]));
  return [...unique.values()].toSorted((one, other) => other.createdAt - one.createdAt);
}

function statusChangeToApi({ at, from, to, statusReasons }: StatusChange) {
  return { at: isoTime(at), from, to, statusReasons };
}
