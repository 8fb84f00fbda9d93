import { teamReference, teams } from "@connect-console/shared/team";

/** The roles in a filter by assignee. */
export const teamChoices = teams.map((role) => {
  const { id: value, name } = teamReference(role);
  return { value, label: `${name} (team)` };
});
