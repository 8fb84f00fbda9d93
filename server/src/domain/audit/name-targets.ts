import type { AuditEntry, AuditLine } from "@connect-console/shared/audit";
import type { StaffContext } from "../context.ts";
import { foundAccountToApi } from "../find/to-api.ts";

/** Entries with what their targets are called now: an id alone tells nobody anything. */
export async function nameAuditTargets(
  { store }: Pick<StaffContext, "store">,
  entries: AuditEntry[],
): Promise<AuditLine[]> {
  const idsOf = (wanted: string) => [
    ...new Set(
      entries.flatMap(({ target: { kind, id } }) => (kind === wanted && id !== null ? id : [])),
    ),
  ];
  const [rows, accounts, owners] = await Promise.all([
    Promise.all(idsOf("connect_session").map((id) => store.connectSessions.get(id))),
    store.accounts.known(idsOf("account")),
    store.owners.getMany(idsOf("owner")),
  ]);
  const names = new Map<string, string>([
    ...rows.flatMap((row) =>
      row
        ? [[`connect_session ${row.id}`, nameOf(row.owner.name, row.choices.provider)] as const]
        : [],
    ),
    ...accounts.map(
      (account) => [`account ${account.id}`, foundAccountToApi(account).title] as const,
    ),
    ...owners.map(({ id, name }) => [`owner ${id}`, name] as const),
  ]);
  return entries.map((entry) => ({
    ...entry,
    target: { ...entry.target, name: names.get(`${entry.target.kind} ${entry.target.id}`) ?? null },
  }));
}

function nameOf(ownerName: string, provider: string | null): string {
  return provider === null ? ownerName : `${ownerName} (${provider})`;
}
