import type { ConnectSessionRow, Part } from "../ports/connect-sessions.ts";

/** ms; StackOne creates the account as the sign-in ends: one that ended so much later found it there */
const endsWithin = 60_000;

/**
 * What each lineage of these rows did, which all ended at this account and were each to create it. A sign-in that began after the account was
 * there only changed it. Of those that overlap, one is proven where every other ended long after. Pure; times by StackOne's clock.
 */
export function partsIn(
  rows: readonly ConnectSessionRow[],
  accountId: string,
  createdAt: number | null,
): Map<string, Part> {
  const lineages = new Map(
    [...Map.groupBy(rows, ({ lineageId }) => lineageId)].map(([id, links]) => {
      const used = links.filter((row) => signInOf(row, accountId));
      // of a lineage, the link that was signed in through speaks for the others
      return [id, used.length > 0 ? used : links] as const;
    }),
  );
  const couldCreate = [...lineages].flatMap(([id, links]) =>
    links.some((row) => beganBefore(row, accountId, createdAt)) ? [id] : [],
  );
  const endedThen = couldCreate.filter((id) =>
    lineages.get(id)?.some((row) => !endedLongAfter(row, accountId, createdAt)),
  );
  const maker = couldCreate.length === 1 ? couldCreate[0] : endedThen.length === 1 && endedThen[0];
  const partOf = (id: string): Part => {
    if (id === maker) return "created";
    return couldCreate.includes(id) && !maker ? "unknown" : "changed";
  };
  return new Map([...lineages.keys()].map((id) => [id, partOf(id)]));
}

const signInOf = ({ memory }: ConnectSessionRow, accountId: string) =>
  Object.values(memory.attemptsSeen ?? {}).find(
    (attempt) => attempt.status === "authenticated" && attempt.accountId === accountId,
  );

/** What was not counted as new was seen before it changed, unless it was a sign-in that overlapped with another. */
function beganBefore(row: ConnectSessionRow, accountId: string, createdAt: number | null): boolean {
  const signIn = signInOf(row, accountId);
  if (!signIn) return (row.memory.connectedChange ?? "created") === "created";
  if (row.baseline?.accounts.some(({ id }) => id === accountId)) return false;
  return createdAt === null || (signIn.beganAt ?? row.startedAt ?? 0) <= createdAt;
}

function endedLongAfter(
  row: ConnectSessionRow,
  accountId: string,
  createdAt: number | null,
): boolean {
  const endedAt = signInOf(row, accountId)?.endedAt;
  return endedAt !== undefined && createdAt !== null && endedAt > createdAt + endsWithin;
}
