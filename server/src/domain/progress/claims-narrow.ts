import type { Candidate } from "./claims.ts";
import { requestedFieldsOf } from "./lacking.ts";

/** Asked for exactly this, did not ask, or asked for something else. */
type Fit = 0 | 1 | 2;

/** A new account: narrowed by account id, profile, type, label and username, in this order; the best fit stays (docs/rules.md, 24). */
export function narrow(candidates: readonly Candidate[]): readonly Candidate[] {
  return points.reduce<readonly Candidate[]>((left, point) => {
    const best = Math.min(...left.map(point));
    return left.filter((one) => point(one) === best);
  }, candidates);
}

const profile = ({ row, evidence }: Candidate): Fit =>
  fit(row.request.connector_profile_id, evidence.account.connectorProfileId);
const label = ({ row, evidence }: Candidate): Fit => fit(row.request.label, evidence.account.label);

const points: ((candidate: Candidate) => Fit)[] = [
  // first of all: a link that edits one account does not make another, whatever it carries along
  ({ row, evidence }) => fit(row.accountId ?? row.predicted.account?.id, evidence.account.id),
  profile,
  ({ row, evidence }) => fit(row.request.type, evidence.account.type),
  label,
  ({ row, evidence }) => fit(row.request.origin_username, evidence.account.username),
];

function fit(asked: string | null | undefined, actual: string | null | undefined): Fit {
  if (asked == null || actual == null) return 1;
  return asked === actual ? 0 : 2;
}

/**
 * A change of an account: every link stays that could have made it, one that shows only a hint too, since what the account had anyway
 * tells nothing. Against a link speaks what it would have changed and is not so, and what the account gained and it did not ask for.
 */
export function narrowChanges(candidates: readonly Candidate[]): readonly Candidate[] {
  const gained = new Set(candidates.flatMap(({ evidence }) => evidence.gained ?? []));
  const left = preferring(candidates, (one) => profile(one) < 2 && label(one) < 2);
  return preferring(left, ({ row, evidence }) => {
    const requested = new Map(requestedFieldsOf(row));
    return [...gained].every((point) => requested.get(point) === evidence.account[point]);
  });
}

/** The good ones, or all where none is good. */
export function preferring<Item>(
  items: readonly Item[],
  good: (item: Item) => boolean,
): readonly Item[] {
  const preferred = items.filter(good);
  return preferred.length > 0 ? preferred : items;
}
