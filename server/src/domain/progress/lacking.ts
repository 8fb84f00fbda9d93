import { needsCustomer } from "../account-sync/needs-customer.ts";
import { requestOf } from "../connect-session-request.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { targetsOf } from "./targets.ts";
import type { BaselineAccount } from "../ports/connect-sessions.ts";
import type { StackOneAccount } from "../ports/stackone.ts";

/** What a link can set on an account that it edits. */
export type RequestedField = "connectorProfileId" | "label" | "type";

/** The account as the baseline has it; undefined: it was not there, or does not matter to this link. */
export function wasThere(
  row: ConnectSessionRow,
  account: Pick<StackOneAccount, "id">,
): BaselineAccount | undefined {
  return row.baseline ? byId(row.baseline.accounts).get(account.id) : undefined;
}

const indexes = new WeakMap<readonly BaselineAccount[], Map<string, BaselineAccount>>();

/** An owner may have thousands of accounts, and each is looked for among them. Kept by the baseline itself, so it is no memory of anything else. */
function byId(accounts: readonly BaselineAccount[]): Map<string, BaselineAccount> {
  const known = indexes.get(accounts) ?? new Map(accounts.map((one) => [one.id, one]));
  indexes.set(accounts, known);
  return known;
}

/** What the link sets, by the account's names for it. */
export function requestedFieldsOf(row: ConnectSessionRow): [RequestedField, string][] {
  const request = requestOf(row);
  const points: RequestedField[] = ["connectorProfileId", "label", "type"];
  return points.flatMap((point) => {
    const value = request[point];
    return value === undefined ? [] : [[point, value]];
  });
}

/** When an account was last seen without something; both StackOne's clock. */
export interface Lack {
  /** `updated_at` of the account then */
  at: number;
  /** when the reading that showed it was begun; null: noted by an older console */
  seenAt: number | null;
}

/** null: the account was never seen to lack this. */
export function lackOf(row: ConnectSessionRow, accountId: string, point: string): Lack | null {
  const key = `${accountId} ${point}`;
  const at = row.memory.lacked?.[key];
  return at === undefined ? null : { at, seenAt: row.memory.lackedSeen?.[key] ?? null };
}

type Lacking = Required<Pick<ConnectSessionRow["memory"], "lacked" | "lackedSeen">>;

/** What the accounts that were there before lack now or lacked then, so that a later gain is known as one. `readAt`: StackOne's clock. */
export function noteLacking(
  row: ConnectSessionRow,
  accounts: readonly StackOneAccount[],
  readAt: number,
): Lacking {
  const lacked: Record<string, number> = { ...row.memory.lacked };
  const lackedSeen: Record<string, number> = { ...row.memory.lackedSeen };
  const targets = targetsOf(row, accounts);
  const note = (account: BaselineAccount, seenAt: number) => {
    if (!targets.has(account.id) || !wasThere(row, account)) return;
    const at = account.updatedAt ?? seenAt;
    const put = (point: string) => {
      const key = `${account.id} ${point}`;
      lacked[key] = Math.max(lacked[key] ?? at, at);
      lackedSeen[key] = Math.max(lackedSeen[key] ?? seenAt, seenAt);
    };
    // only what a customer mends: what the company switched off it switches on again by itself
    if (needsCustomer(account)) put("active");
    for (const [point, value] of requestedFieldsOf(row)) {
      const actual = account[point];
      if (actual !== undefined && actual !== value) put(point);
    }
  };
  if (row.memory.lacked === undefined && row.baseline)
    for (const account of row.baseline.accounts) note(account, row.baseline.takenAt);
  for (const account of accounts) note(account, readAt);
  return { lacked, lackedSeen };
}

/** The row's memory without what this account was seen to lack: a person said that the gain was not this link's. */
export function forgetLacking(
  memory: ConnectSessionRow["memory"],
  accountId: string,
): Partial<Lacking> {
  const without = (times: Record<string, number> | undefined) =>
    Object.fromEntries(
      Object.entries(times ?? {}).filter(([key]) => !key.startsWith(`${accountId} `)),
    );
  return { lacked: without(memory.lacked), lackedSeen: without(memory.lackedSeen) };
}

/** The accounts that came after the baseline, for this link to edit: what was there when they were first seen is not its doing. */
export function noteFirstSeen(
  row: ConnectSessionRow,
  accounts: readonly StackOneAccount[],
): Record<string, number> {
  const targets = targetsOf(row, accounts);
  const came = accounts.flatMap((account): [string, number][] =>
    targets.has(account.id) && !wasThere(row, account) && account.updatedAt !== null
      ? [[account.id, account.updatedAt]]
      : [],
  );
  return { ...Object.fromEntries(came), ...row.memory.firstSeen };
}

const switchedOff: ReadonlySet<string> = new Set(["inactive", "suspended"]);

/** Which of the accounts that this link edits the company itself had switched off when they were last seen: account id → status. */
export function switchedOffOf(row: ConnectSessionRow): Record<string, string> {
  if (row.memory.switchedOff) return row.memory.switchedOff;
  const accounts = row.baseline?.accounts ?? [];
  return Object.fromEntries(
    accounts.filter(({ status }) => switchedOff.has(status)).map(({ id, status }) => [id, status]),
  );
}

/** The same after this reading. */
export function noteSwitchedOff(
  row: ConnectSessionRow,
  accounts: readonly StackOneAccount[],
): Record<string, string> {
  const targets = targetsOf(row, accounts);
  const known = { ...switchedOffOf(row) };
  for (const { id, status } of accounts) {
    if (switchedOff.has(status) && targets.has(id)) known[id] = status;
    else delete known[id];
  }
  return known;
}
