import { teamChoices } from "../../staff/team-choices.ts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { colleaguesQuery } from "../../api/hand-over.ts";
import { useMe } from "../../api/me.ts";
import { providersQuery } from "../../api/provider.ts";
import { MultiChoice } from "../../ui/multi-choice.tsx";
import { withChosen } from "../../list/chosen-options.ts";
import { FilterPanel } from "../../list/filter-panel.tsx";
import { OwnerFilter } from "../../owner/owner-filter.tsx";
import { tabOf } from "./account-filter.ts";
import type { AccountSearch } from "./account-search.ts";
import { profileOptions, statusOptions, typeOptions } from "./filter-options.ts";

interface Props {
  search: AccountSearch;
  /** by status, for the choice of statuses */
  counts: Record<string, number>;
}

type Lists = "status" | "ownerId" | "provider" | "connectorProfileId" | "type" | "assignee";

/** Everything that narrows the list; it stands in the URL. */
export function Filters({ search, counts }: Props) {
  const { data: providers = [] } = useQuery(providersQuery);
  const { data: colleagues = [] } = useQuery(colleaguesQuery);
  const { staff } = useMe();
  const navigate = useNavigate({ from: "/accounts" });
  const tab = tabOf(search);
  const of = (name: Lists) => ({
    value: search[name] ?? [],
    placeholder: search[name] ? undefined : "Any",
    onChange: (chosen: string[]) =>
      void navigate({
        search: (before) => ({ ...before, tab, [name]: chosen.length > 0 ? chosen : undefined }),
        replace: true,
      }),
  });
  const others = colleagues.filter(({ id }) => id !== staff.id);
  const people = [
    { value: "me", label: "Me" },
    ...others.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const providerOptions = providers.map(({ key, name }) => ({ value: key, label: name }));
  return (
    <FilterPanel>
      <MultiChoice
        label="Status"
        data={withChosen(statusOptions(tab, counts), search.status)}
        {...of("status")}
      />
      <OwnerFilter {...of("ownerId")} />
      <MultiChoice
        label="Provider"
        searchable
        data={withChosen(providerOptions, search.provider)}
        nothingFoundMessage="No provider of this name is set up in StackOne."
        {...of("provider")}
      />
      <MultiChoice
        label="Connector profile"
        searchable
        data={profileOptions(providers, search.provider, search.connectorProfileId)}
        nothingFoundMessage="No connector profile of this name."
        {...of("connectorProfileId")}
      />
      <MultiChoice label="Type" data={withChosen(typeOptions, search.type)} {...of("type")} />
      <MultiChoice
        label="With"
        searchable
        data={withChosen([...teamChoices, ...people], search.assignee)}
        nothingFoundMessage="Nobody of this name has signed in here."
        {...of("assignee")}
      />
    </FilterPanel>
  );
}
