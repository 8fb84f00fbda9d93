import type { Owner } from "@connect-console/shared/owner";
import { type ComboboxParsedItem, Loader, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { stackOneStateQuery } from "../../api/stackone-state.ts";
import { accountsText, otherNamesText } from "../../owner/owner-texts.ts";
import { Choice } from "../../ui/choice.tsx";
import classes from "./new-auth-link.module.css";
import type { OwnerSearch } from "./use-owner-search.ts";

const add = "\u0000add";

interface Props {
  value: string;
  search: OwnerSearch;
  onChange: (ownerId: string) => void;
  /** the entry that adds an owner was chosen */
  onAdd: () => void;
  /** why this person may not add one, or null */
  refusal: string | null;
  error: ReactNode;
}

/** The owners that are found, the chosen one among them; the last entry adds one. */
export function OwnerChoice({ value, search, onChange, onAdd, refusal, error }: Props) {
  const { owners, chosen, upToDate } = search;
  const byId = new Map(owners.map((owner) => [owner.id, owner]));
  return (
    <Choice
      label="Owner"
      placeholder="Name or id of the customer's organisation"
      searchable
      autoFocus
      openOnFocus={false}
      required
      data={[
        ...owners.map(({ id, name }) => ({ value: id, label: name })),
        // an id that is not known yet is shown all the same
        ...(search.isUnknown ? [{ value, label: value }] : []),
        { value: add, label: "Add an owner…", disabled: refusal !== null },
      ]}
      filter={({ options }) => options.filter((option) => isOffered(option, search))}
      value={value === "" ? null : value}
      onChange={(id) => (id === add ? onAdd() : onChange(id))}
      acts={[add]}
      searching={!upToDate}
      onSearchChange={search.setText}
      maxDropdownHeight={320}
      renderOption={({ option }) => {
        const owner = byId.get(option.value);
        if (owner) return <OwnerOption owner={owner} />;
        return <Text size="sm">Add an owner…{refusal !== null && ` ${refusal}`}</Text>;
      }}
      rightSection={search.isFetching ? <Loader size="xs" aria-hidden /> : undefined}
      description={chosen ? <Detail owner={chosen} /> : <Hint />}
      error={error}
    />
  );
}

/** What was found for an earlier text must not be chosen by a quick Enter: until the answer comes, the text itself decides. */
function isOffered(option: ComboboxParsedItem, search: OwnerSearch): boolean {
  const { wanted, upToDate, found, text } = search;
  if (upToDate && wanted === "") return true;
  if (!("value" in option)) return false;
  if (option.value === add) return true;
  if (upToDate) return found.some(({ id }) => id === option.value);
  return `${option.label} ${option.value}`.toLowerCase().includes(text.trim().toLowerCase());
}

/** What is said of the field while no owner is chosen. */
function Hint() {
  const { data } = useQuery(stackOneStateQuery);
  const state = data?.directory.state;
  return state === "filling" || state === "waiting"
    ? "The owners are still being read from StackOne; not all can be found yet."
    : "The customer's organisation that the account will belong to";
}

function Detail({ owner }: { owner: Owner }) {
  return `${owner.id} · ${accountsText(owner.accounts)}${otherNamesText(owner)}`;
}

function OwnerOption({ owner }: { owner: Owner }) {
  return (
    <div>
      <Text size="sm">{owner.name}</Text>
      <Text size="xs" className={classes.optionDetail}>
        <Detail owner={owner} />
      </Text>
    </div>
  );
}
