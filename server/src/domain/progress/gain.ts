import type { ConnectSessionRow, Claim } from "../ports/connect-sessions.ts";
import { lackOf } from "./lacking.ts";
import type { StackOneAccount } from "../ports/stackone.ts";

/** Up to when other rows have counted changes of an account for themselves; both StackOne's clock. */
export interface Taken {
  /** the newest claimed `updated_at` */
  until: number;
  /** when that was claimed; null: not known */
  claimedAt: number | null;
}

/** Of an account's claims by other rows. */
export function takenBy(claims: readonly Claim[]): Taken {
  let taken: Taken = { until: Number.NEGATIVE_INFINITY, claimedAt: null };
  for (const { change, claimedAt = null } of claims) {
    const until = Number(/^changed:(\d+)/.exec(change)?.[1] ?? Number.NaN);
    const isNewer =
      until > taken.until || (until === taken.until && (claimedAt ?? 0) > (taken.claimedAt ?? 0));
    if (isNewer) taken = { until, claimedAt };
  }
  return taken;
}

/** The account has what it was seen to lack, and no other row has counted that. */
export interface Gain {
  /** when it was last seen without, StackOne's clock */
  seenAt: number;
  /** `updated_at` stood still since another row's claim, and this link was there then: a reading that lagged looks the same */
  isDoubtful: boolean;
}

/** null: it was never seen to lack this, or another row has counted the gain. */
export function gainOf(
  row: ConnectSessionRow,
  account: StackOneAccount,
  point: string,
  taken: Taken,
): Gain | null {
  const lack = lackOf(row, account.id, point);
  if (lack === null || taken.until > lack.at) return null;
  const seenAt = lack.seenAt ?? lack.at;
  if (taken.until < lack.at) return { seenAt, isDoubtful: false };
  // `updated_at` does not tell before from after: only a sighting since the claim does
  if (taken.claimedAt === null || seenAt <= taken.claimedAt) return null;
  return { seenAt, isDoubtful: (row.baseline?.takenAt ?? 0) <= taken.claimedAt };
}

/** A name for the change that no other row has: where `updated_at` stood still, with the time of the last sighting before it. */
export function freeChange(change: string, { seenAt }: Gain, others: readonly Claim[]): string {
  return others.some((claim) => claim.change === change) ? `${change}:${seenAt}` : change;
}
