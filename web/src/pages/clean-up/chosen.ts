import { deletionsAtMost } from "@connect-console/shared/account-deletion";

/** Takes an account in, or out; never more than fit into one clean-up. */
export function toggled(chosen: string[], id: string): string[] {
  if (chosen.includes(id)) return chosen.filter((each) => each !== id);
  return [...chosen, id].slice(0, deletionsAtMost);
}

/** All that are shown beside what is chosen, as far as they fit into one clean-up. */
export function withAll(chosen: string[], shown: string[]): string[] {
  return [...new Set([...chosen, ...shown])].slice(0, deletionsAtMost);
}

/** What stands beside the list: how many are chosen, and that no more fit. */
export function chosenText(chosen: number): string {
  const count = chosen === 1 ? "1 account chosen" : `${chosen} accounts chosen`;
  return chosen >= deletionsAtMost ? `${count}; that is as many as one clean-up takes` : count;
}
