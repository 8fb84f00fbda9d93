import type { Owner, OwnerInput } from "@connect-console/shared/owner";
import { Button, type ComboboxParsedItem, Loader, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import { useRefusal } from "../../api/me.ts";
import { ownerQuery, ownersQuery } from "../../api/owner.ts";
import { stackOneStateQuery } from "../../api/stackone-state.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { accountsText, otherNamesText } from "../../owner/owner-texts.ts";
import { ShortProblem } from "../../ui/next-step.tsx";
import { Choice } from "../../ui/choice.tsx";
import classes from "./new-auth-link.module.css";
import { lazyPart } from "../../ui/lazy-part.ts";

const AddOwner = lazyPart(async () => (await import("../../owner/add-owner.tsx")).AddOwner);
const add = "\u0000add";

interface Props {
  value: string;
  onChange: (ownerId: string) => void;
  /** what to call the chosen owner where nobody knows its id yet */
  unknownName?: string | undefined;
  error?: string | undefined;
}

/** **Owner**: found by name or id in the console's directory; the last entry adds one. */
export function OwnerField({ value, onChange, unknownName, error }: Props) {
  const queryClient = useQueryClient();
  const [search, setSearch] = useState("");
  /** what to begin with, while the dialog is open */
  const [adding, setAdding] = useState<OwnerInput | null>(null);
  const chosen = useQuery({ ...ownerQuery(value), enabled: value !== "" });
  // The field shows the chosen owner's name, which must not become a search for it.
  const wanted = search === chosen.data?.name ? "" : search.trim();
  const [q] = useDebouncedValue(wanted, 200);
  const found = useQuery(ownersQuery(q));
  const { data: stackone } = useQuery(stackOneStateQuery);
  const refusal = useRefusal("owner.add");

  const upToDate = q === wanted && !found.isPlaceholderData;

  const owners = withChosen(found.data?.items ?? [], chosen.data);
  const isUnknown =
    value !== "" && chosen.error instanceof ApiProblem && chosen.error.code === "not_found";
  const isFound = (option: ComboboxParsedItem) =>
    "value" in option &&
    (option.value === add || found.data?.items.some(({ id }) => id === option.value));
  const byId = new Map(owners.map((owner) => [owner.id, owner]));
  const filling =
    stackone?.directory.state === "filling" || stackone?.directory.state === "waiting";

  return (
    <>
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
          ...(isUnknown ? [{ value, label: value }] : []),
          { value: add, label: "Add an owner…", disabled: refusal !== null },
        ]}
        // what was found for an earlier text must not be chosen by a quick Enter
        filter={({ options }) =>
          upToDate
            ? options.filter((each) => wanted === "" || isFound(each))
            : options.filter((each) => fits(each, search))
        }
        value={value === "" ? null : value}
        onChange={(id) => {
          if (id === add) setAdding({ id: "", name: wanted });
          else onChange(id);
        }}
        acts={[add]}
        searching={!upToDate}
        onSearchChange={setSearch}
        maxDropdownHeight={320}
        renderOption={({ option }) => {
          const owner = byId.get(option.value);
          if (owner) return <OwnerOption owner={owner} />;
          return <Text size="sm">Add an owner…{refusal !== null && ` ${refusal}`}</Text>;
        }}
        rightSection={found.isFetching ? <Loader size="xs" aria-hidden /> : undefined}
        description={description(value, chosen.data, filling)}
        error={
          isUnknown
            ? `${value} isn’t known yet. There is no owner with this ID, neither here nor in StackOne.`
            : (error ??
              (chosen.error && value !== "" ? <ShortProblem error={chosen.error} /> : undefined))
        }
      />
      {isUnknown && (
        <Button
          variant="default"
          size="compact-sm"
          w="fit-content"
          disabled={refusal !== null}
          title={refusal ?? undefined}
          onClick={() => setAdding({ id: value, name: unknownName ?? "" })}
        >
          {unknownName ? `Add it as “${unknownName}”…` : "Add it…"}
        </Button>
      )}
      {isUnknown && refusal !== null && <Text size="sm">{refusal}</Text>}
      {found.error && (
        <ErrorNotice
          error={found.error}
          title="The owners could not be searched"
          onRetry={() => void found.refetch()}
        />
      )}
      {adding !== null && (
        <Suspense>
          <AddOwner
            initial={adding}
            onClose={() => setAdding(null)}
            onAdded={(id) => {
              onChange(id);
              // what could not be told of an unknown owner
              void queryClient.invalidateQueries({ queryKey: ["preview"] });
            }}
          />
        </Suspense>
      )}
    </>
  );
}

function fits(option: ComboboxParsedItem, search: string): boolean {
  if (!("value" in option)) return false;
  const text = `${option.label} ${option.value}`.toLowerCase();
  return option.value === add || text.includes(search.trim().toLowerCase());
}

function withChosen(items: Owner[], chosen: Owner | undefined): Owner[] {
  return !chosen || items.some(({ id }) => id === chosen.id) ? items : [chosen, ...items];
}

function description(value: string, owner: Owner | undefined, filling: boolean): string {
  if (value !== "" && owner)
    return `${owner.id} · ${accountsText(owner.accounts)}${otherNamesText(owner)}`;
  if (filling) return "The owners are still being read from StackOne; not all can be found yet.";
  return "The customer's organisation that the account will belong to";
}

function OwnerOption({ owner }: { owner: Owner }) {
  return (
    <div>
      <Text size="sm">{owner.name}</Text>
      <Text size="xs" className={classes.optionDetail}>
        {owner.id} · {accountsText(owner.accounts)}
        {otherNamesText(owner)}
      </Text>
    </div>
  );
}
