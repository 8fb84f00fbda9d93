import { whyNotAssignee } from "@connect-console/shared/assignee";
import type { Colleague } from "@connect-console/shared/staff";
import { teamOf, teamReference, teams } from "@connect-console/shared/team";
import { roleNames } from "./role-names.ts";
import type { AssignmentProps } from "./assignment.tsx";

/** The choice that takes the assignee away; no id is empty. */
export const nobody = "";

interface Option {
  value: string;
  label: string;
  disabled?: boolean;
}

/** To whom something can be handed. Who could do nothing with it stands there with the reason; an assignee who is no longer known keeps their name. */
export function assigneeOptions(
  colleagues: Colleague[],
  {
    assignment: { assignee },
    creator,
    type,
  }: Pick<AssignmentProps, "assignment" | "creator" | "type">,
): Option[] {
  const options: Option[] = colleagues.map((colleague) => {
    const label = `${colleague.name} · ${roleNames[colleague.role]}`;
    const why = whyNotAssignee(colleague, type);
    const { id: value } = colleague;
    return why === null ? { value, label } : { value, label: `${label}: ${why}`, disabled: true };
  });
  const ofTeams = teamOptions(type);
  const isKnown =
    assignee === null ||
    teamOf(assignee.id) !== null ||
    colleagues.some(({ id }) => id === assignee.id);
  return [
    { value: nobody, label: creator ? `Nobody else: ${creator.name}, who made it` : "Nobody" },
    ...(isKnown ? [] : [{ value: assignee.id, label: `${assignee.name} · no longer known here` }]),
    ...options,
    ...ofTeams,
  ];
}

/** Roles as a whole; who could do nothing with it is left out. */
function teamOptions(type: AssignmentProps["type"]): Option[] {
  return teams.flatMap((role) => {
    const { id: value, name } = teamReference(role);
    return whyNotAssignee({ role }, type) === null ? [{ value, label: `${name} (team)` }] : [];
  });
}
