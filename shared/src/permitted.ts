import type { AccountType } from "./connect-session.ts";
import type { Permission, Role } from "./staff.ts";
import { isAssignedTo } from "./team.ts";

/** Who wants to act; `permissions` are those of the role, from the server's table. */
export interface Person {
  id: string;
  role: Role;
  permissions: readonly string[];
}

/** What is acted on, as far as it matters: of a connect session all, of an account its type. */
export interface ActedOn {
  type?: AccountType;
  createdBy?: { id: string };
  assignee?: { id: string } | null;
}

/** Acts on a connect session that are for whoever made it or has it, unless somebody may act on any. */
const ownOnly = {
  "connect_session.reveal": "reveal it",
  "connect_session.reissue": "re-issue it",
  "connect_session.void": "void it",
  "connect_session.hand_over": "hand it over",
} satisfies Partial<Record<Permission, string>>;

const acts: Record<Permission, string> = {
  "connect_session.read": "read auth links",
  "connect_session.create_production": "make production links",
  "connect_session.create_test": "make test links",
  "connect_session.reveal": "reveal auth links",
  "connect_session.reissue": "re-issue auth links",
  "connect_session.void": "void auth links",
  "connect_session.confirm": "say what became of auth links",
  "connect_session.accept": "accept differences",
  "connect_session.note": "write notes on auth links",
  "connect_session.hand_over": "hand auth links over",
  "connect_session.snooze": "mark auth links as done",
  "connect_session.act_on_any": "act on auth links of others",
  "connect_session.export": "export auth links",
  "account.note": "write notes on accounts",
  "account.hand_over": "hand accounts over",
  "account.repair": "repair accounts that do not work: hand the account to support",
  "account.delete_test": "delete test accounts",
  "owner.add": "add owners",
  "owner.import": "import owners",
  "owner.rename": "rename owners",
  "owner.delete": "delete owners",
  "owner.export": "export owners",
  "audit.read": "read the audit log",
  "audit.export": "export the audit log",
  "settings.write": "change the settings",
};

/** Whether a person may touch test links and test accounts only. */
export function isTestOnly({ permissions }: Pick<Person, "permissions">): boolean {
  return (
    permissions.includes("connect_session.create_test") &&
    !permissions.includes("connect_session.create_production")
  );
}

/** Why a person may not do it, as a sentence; null where they may. The server refuses by it and the page disables by it. */
export function whyNot(person: Person, permission: Permission, on: ActedOn = {}): string | null {
  const may = (one: Permission) => person.permissions.includes(one);
  const role = person.role === "qa" ? "QA" : person.role.replace("_", " ");
  if (!may(permission)) return `The role ${role} may not ${acts[permission]}.`;
  if (isTestOnly(person) && on.type === "production")
    return `The role ${role} acts on test links and test accounts only.`;
  if (!(permission in ownOnly) || may("connect_session.act_on_any") || !on.createdBy) return null;
  if (on.createdBy.id === person.id || isAssignedTo(on.assignee, person)) return null;
  const act = ownOnly[permission as keyof typeof ownOnly];
  return `Only who made this link, its assignee or support may ${act}.`;
}

/** The permission that making a link of this type needs. */
function createPermission<Type extends AccountType>(type: Type) {
  return `connect_session.create_${type}` as const;
}

/** Why a person may not make a link of this type, or one that does this; null where they may. */
export function whyNotMake(
  person: Person,
  type: AccountType,
  outcome?: { kind: string; account: { status: string; type: string | null } | null },
): string | null {
  const account = outcome?.account;
  // an account whose type is not known may be a production one
  const of = account && account.type !== "test" ? "production" : type;
  const isRepair = outcome?.kind === "edit" && account && account.status !== "active";
  return (
    whyNot(person, createPermission(of)) ??
    (isRepair ? whyNot(person, "account.repair", { type: of }) : null)
  );
}

/** Why a person may not make the link that replaces this one; null where they may. */
export function whyNotReissue(person: Person, on: ActedOn & { type: AccountType }): string | null {
  return whyNotMake(person, on.type) ?? whyNot(person, "connect_session.reissue", on);
}

/** Why a person may not accept how this link's account differs; null where they may. */
export function whyNotAccept(
  person: Person,
  on: ActedOn & { account: { type: string | null } | null },
): string | null {
  const why = whyNot(person, "connect_session.accept", on);
  if (why !== null || !isTestOnly(person) || on.account === null) return why;
  return on.account.type === "test"
    ? null
    : "This is not a test account. Assign the link to support, who can sign in again with the customer.";
}
