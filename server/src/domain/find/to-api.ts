import type { FoundItem } from "@connect-console/shared/find";
import { progressByClock } from "@connect-console/shared/progress-by-clock";
import type { Owner } from "@connect-console/shared/owner";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { isoTime } from "../iso-time.ts";
import type { CopiedAccount } from "../ports/accounts.ts";

/** A connect session: whose it is, what it was made to do, how it stands. */
export function foundRowToApi(row: ConnectSessionRow, now: number): FoundItem {
  return {
    kind: "connect_session",
    id: row.id,
    title: row.owner.name,
    detail: row.predicted.sentence,
    progress: progressByClock(row.progress, row.expiresAt, now),
    at: isoTime(row.createdAt),
  };
}

/** An owner with its id, its number of accounts and its other names. */
export function foundOwnerToApi({ id, name, otherNames, accounts }: Owner): FoundItem {
  const others = otherNames.map((other) => other.name).join(", ");
  const number = accounts === 1 ? "1 account" : `${accounts || "no"} accounts`;
  return {
    kind: "owner",
    id,
    title: name,
    detail: `${id} · ${number}${others && ` · also called ${others}`}`,
    progress: null,
    at: null,
  };
}

/** An account: where and whose it is, and what tells it apart from others. */
export function foundAccountToApi(account: CopiedAccount): FoundItem {
  const { id, provider, providerName, ownerName, label, username, status, goneAt } = account;
  const details = [label, username, goneAt === null ? status : "gone", id];
  return {
    kind: "account",
    id,
    title: `${providerName ?? provider} account of ${ownerName}`,
    detail: details.filter((detail) => detail !== null && detail !== "").join(" · "),
    progress: null,
    at: null,
  };
}
