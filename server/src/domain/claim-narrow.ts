import type { Candidate } from "./claim.ts";

/** Asked for exactly this, did not ask, or asked for something else. */
type Fit = 0 | 1 | 2;

/** Narrows by account id, profile, type, label and username, in this order; the best fit stays (design, section 5). */
export function narrow(candidates: readonly Candidate[]): readonly Candidate[] {
  return points.reduce<readonly Candidate[]>((left, point) => {
    const best = Math.min(...left.map(point));
    return left.filter((one) => point(one) === best);
  }, candidates);
}

/**
 * A hint speaks for every link that would edit the account: what it asked for and the account had anyway shows nothing. Only
 * what a link would have changed, and is not so, speaks against it.
 */
export function narrowHints(candidates: readonly Candidate[]): readonly Candidate[] {
  const left = candidates.filter((one) => profile(one) < 2 && label(one) < 2);
  return left.length > 0 ? left : candidates;
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
