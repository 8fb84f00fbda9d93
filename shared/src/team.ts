import type { Role, StaffReference } from "./staff.ts";

/** The roles to which something can be assigned as a whole: everybody of the role then has it. */
export const teams = ["support", "customer_success", "qa", "admin"] as const satisfies Role[];

const names: Record<(typeof teams)[number], string> = {
  support: "Support",
  customer_success: "Customer success",
  qa: "QA",
  admin: "Admins",
};
const prefix = "role:";

/** The id under which a role is an assignee, as people are under theirs. */
export const teamId = (role: Role): string => `${prefix}${role}`;

/** The role that an assignee's id stands for; null: a person. */
export function teamOf(id: string): (typeof teams)[number] | null {
  return teams.find((role) => teamId(role) === id) ?? null;
}

/** A role as an assignee. */
export const teamReference = (role: (typeof teams)[number]): StaffReference => ({
  id: teamId(role),
  name: names[role],
});

/** Whether an assignee is this person, or a role that they have. */
export function isAssignedTo(
  assignee: { id: string } | null | undefined,
  person: { id: string; role: Role },
): boolean {
  return assignee?.id === person.id || assignee?.id === teamId(person.role);
}
