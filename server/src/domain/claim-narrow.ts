import type { Candidate } from "./claim.ts";

/** Asked for exactly this, did not ask, or asked for something else. */
type Fit = 0 | 1 | 2;

/** Narrows by profile, type, label, username and account id, in this order; the best fit stays (design, section 5). */
export function narrow(candidates: readonly Candidate[]): readonly Candidate[] {
  return points.reduce<readonly Candidate[]>((left, point) => {
    const best = Math.min(...left.map(point));
    return left.filter((one) => point(one) === best);
  }, candidates);
}

const points: ((candidate: Candidate) => Fit)[] = [
  ({ row, evidence }) => fit(row.request.connector_profile_id, evidence.account.connectorProfileId),
  ({ row, evidence }) => fit(row.request.type, evidence.account.type),
  ({ row, evidence }) => fit(row.request.label, evidence.account.label),
  ({ row, evidence }) => fit(row.request.origin_username, evidence.account.username),
  ({ row, evidence }) => fit(row.accountId ?? row.predicted.account?.id, evidence.account.id),
];

function fit(asked: string | null | undefined, actual: string | null | undefined): Fit {
  if (asked == null || actual == null) return 1;
  return asked === actual ? 0 : 2;
}
