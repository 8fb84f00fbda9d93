import type { Provider } from "@connect-console/shared/provider";
import { profileName } from "../../account/profile-name.ts";
import { knownStatuses, statusWords } from "../../account/status-words.ts";
import { withChosen, type Option } from "../../list/chosen-options.ts";
import { statusesUnder, type AccountTab } from "./queues.ts";

/** The statuses of a tab; under *Needs us* and *All* also those that StackOne never documented but has. `counts` is by status. */
export function statusOptions(tab: AccountTab, counts: Record<string, number>): Option[] {
  const statuses = statusesUnder(tab, counts) ?? [
    ...new Set([...knownStatuses, ...Object.keys(counts)]),
  ];
  return statuses.map((status) => ({ value: status, label: statusWords(status).word }));
}

/** Connector profiles under their providers, of the chosen providers where there are any. */
export function profileOptions(
  providers: Provider[],
  chosenProviders: string[] = [],
  chosen: string[] = [],
): { group: string; items: Option[] }[] {
  const groups = providers
    .filter(({ key }) => chosenProviders.length === 0 || chosenProviders.includes(key))
    .map(({ name, profiles }) => ({
      group: name,
      items: profiles.map((profile) => ({ value: profile.id, label: profileName(profile, name) })),
    }));
  const known = groups.flatMap(({ items }) => items);
  const others = withChosen(known, chosen).slice(known.length);
  return [...groups, { group: "Others", items: others }].filter(({ items }) => items.length > 0);
}

export const typeOptions: Option[] = [
  { value: "production", label: "Production" },
  { value: "test", label: "Test" },
];
