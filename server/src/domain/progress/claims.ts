import { requestOf } from "../connect-session-request.ts";
import type { ConnectSessionRow } from "../ports/connect-sessions.ts";
import { changeOf, type Evidence, isHint } from "./evidence.ts";
import { isOpen } from "./states.ts";
import { requestedFieldsOf } from "./lacking.ts";

/** One row that an account's evidence could belong to. */
export interface Candidate {
  row: ConnectSessionRow;
  evidence: Evidence;
}

/** What a row may count as its own. */
export interface Attribution {
  evidence: Evidence;
  /** false: several rows could have it, or it is only a hint */
  certain: boolean;
  /** ids of the other rows that it could belong to */
  with: string[];
  /** the older link of the same lineage was the one that was used */
  throughEarlierLink: boolean;
}

export interface Decision {
  attributions: Map<string, Attribution[]>;
  /** ids of rows whose attempt must be read again before anything is decided about an account that they share */
  unread: string[];
}

/**
 * Gives each account, or change of one, to at most one row outside a lineage (docs/rules.md, 24): an authenticated attempt wins,
 * else links that may still be used before expired ones, the newest of a lineage, and what the links asked for; still several: all of them, uncertain.
 */
export function decideClaims(
  rows: readonly ConnectSessionRow[],
  candidates: readonly Candidate[],
  attemptIsFresh: (row: ConnectSessionRow) => boolean,
): Decision {
  const decision: Decision = { attributions: new Map(), unread: [] };
  const give = (row: ConnectSessionRow, attribution: Attribution) =>
    decision.attributions.set(row.id, [...(decision.attributions.get(row.id) ?? []), attribution]);
  for (const group of Map.groupBy(candidates, (one) => one.evidence.account.id).values()) {
    const winners = group.filter((one) => one.evidence.kind === "attempt");
    const unread =
      winners.length === 0 && group.length > 1
        ? group.filter((one) => !attemptIsFresh(one.row))
        : [];
    if (unread.length > 0) {
      decision.unread.push(...unread.map((one) => one.row.id));
      continue;
    }
    decideOne(rows, winners.length > 0 ? oneCreator(winners) : narrowDown(group), give);
  }
  return decision;
}

/** Two sign-ins at once ended at one account: the first of them is taken for its maker until `partsIn` knows better. */
function oneCreator(winners: readonly Candidate[]): readonly Candidate[] {
  const made = winners.filter(({ evidence }) => evidence.change === "created");
  const [first] = made.toSorted(
    (one, other) => (one.evidence.usedAt ?? 0) - (other.evidence.usedAt ?? 0),
  );
  return winners.map((winner) => {
    const { row, evidence } = winner;
    if (evidence.change !== "created" || row.lineageId === first?.row.lineageId) return winner;
    const change = changeOf(evidence.account, evidence.at);
    return { row, evidence: { ...evidence, change, contested: true } };
  });
}

function narrowDown(group: readonly Candidate[]): readonly Candidate[] {
  // a void link still opens, and one that may make several accounts can be used again: only an expired one is less likely
  const usable = preferring(group, ({ row }) => row.progress !== "expired" && !isDone(row));
  const made = usable.filter((one) => one.evidence.kind === "created");
  return made.length > 0 ? narrow(made) : narrowChanges(usable);
}

/** A link where the customer chose a provider has brought its account: one that still waits for the same is likelier. */
const isDone = ({ progress, choices }: ConnectSessionRow): boolean =>
  !choices.multiple && (progress === "connected" || progress === "connected_with_problem");

const isProof = ({ evidence }: Candidate): boolean => !isHint(evidence);

function decideOne(
  rows: readonly ConnectSessionRow[],
  left: readonly Candidate[],
  give: (row: ConnectSessionRow, attribution: Attribution) => void,
): void {
  const lineages = [...Map.groupBy(left, (one) => one.row.lineageId).values()].map((lineage) =>
    preferring(lineage, isProof),
  );
  const byAttempt = left.some((one) => one.evidence.kind === "attempt");
  const certain = left.some(isProof) && (lineages.length === 1 || byAttempt);
  for (const lineage of lineages) {
    const others = left.filter((one) => !lineage.includes(one)).map((one) => one.row.id);
    // all rows of a lineage share the aim: the older ones too are done when it is reached
    for (const { row, evidence } of lineage)
      give(row, { evidence, certain, with: others, throughEarlierLink: false });
    const newest = newestOpen(rows, lineage);
    const first = lineage[0];
    if (certain && newest && first)
      give(newest, { evidence: first.evidence, certain, with: others, throughEarlierLink: true });
  }
}

/** The newest row of the lineage, where it is open and has no evidence of its own: the earlier link was used. */
function newestOpen(
  rows: readonly ConnectSessionRow[],
  lineage: readonly Candidate[],
): ConnectSessionRow | undefined {
  return rows.find(
    (row) =>
      row.lineageId === lineage[0]?.row.lineageId &&
      row.supersededBy === null &&
      isOpen(row.progress) &&
      lineage.every((one) => one.row.id !== row.id && one.row.createdAt <= row.createdAt),
  );
}

/** Asked for exactly this, did not ask, or asked for something else. */
type Fit = 0 | 1 | 2;

/** A new account: narrowed by account id, profile, type, label and username, in this order; the best fit stays (docs/rules.md, 24). */
function narrow(candidates: readonly Candidate[]): readonly Candidate[] {
  return points.reduce<readonly Candidate[]>((left, point) => {
    const best = Math.min(...left.map(point));
    return left.filter((one) => point(one) === best);
  }, candidates);
}

const profile = ({ row, evidence }: Candidate): Fit =>
  fit(row.choices.connectorProfileId, evidence.account.connectorProfileId);
const label = ({ row, evidence }: Candidate): Fit =>
  fit(requestOf(row).label, evidence.account.label);

const points: ((candidate: Candidate) => Fit)[] = [
  // first of all: a link that edits one account does not make another, whatever it carries along
  ({ row, evidence }) =>
    fit(row.choices.accountId ?? row.predicted.account?.id, evidence.account.id),
  profile,
  ({ row, evidence }) => fit(requestOf(row).type, evidence.account.type),
  label,
  ({ row, evidence }) => fit(requestOf(row).username, evidence.account.username),
];

function fit(asked: string | null | undefined, actual: string | null | undefined): Fit {
  if (asked == null || actual == null) return 1;
  return asked === actual ? 0 : 2;
}

/**
 * A change of an account: every link stays that could have made it, one that shows only a hint too, since what the account had anyway
 * tells nothing. Against a link speaks what it would have changed and is not so, and what the account gained and it did not ask for.
 */
function narrowChanges(candidates: readonly Candidate[]): readonly Candidate[] {
  const gained = new Set(candidates.flatMap(({ evidence }) => evidence.gained ?? []));
  const left = preferring(candidates, (one) => profile(one) < 2 && label(one) < 2);
  return preferring(left, ({ row, evidence }) => {
    const requested = new Map(requestedFieldsOf(row));
    return [...gained].every((point) => requested.get(point) === evidence.account[point]);
  });
}

/** The good ones, or all where none is good. */
function preferring<Item>(items: readonly Item[], good: (item: Item) => boolean): readonly Item[] {
  const preferred = items.filter(good);
  return preferred.length > 0 ? preferred : items;
}
