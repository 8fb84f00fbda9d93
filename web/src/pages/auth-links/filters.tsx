import { teamChoices } from "../../staff/team-choices.ts";
import { AccountType, Progress } from "@connect-console/shared/connect-session";
import type { StaffReference } from "@connect-console/shared/staff";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { colleaguesQuery } from "../../api/hand-over.ts";
import { linkCreatorsQuery } from "../../api/ledger.ts";
import { useMe } from "../../api/me.ts";
import { providersQuery } from "../../api/provider.ts";
import { progressWord } from "../../connect-session/progress-words.ts";
import { MultiChoice } from "../../ui/multi-choice.tsx";
import { withChosen } from "../../list/chosen-options.ts";
import { FilterPanel } from "../../list/filter-panel.tsx";
import { OwnerFilter } from "../../owner/owner-filter.tsx";
import type { ListSearch } from "./list-search.ts";

const progresses = Progress.options.map((value) => ({ value, label: progressWord(value, null) }));
const types = AccountType.options.map((value) => ({
  value,
  label: { production: "Production", test: "Test" }[value],
}));

type Lists = "ownerId" | "provider" | "progress" | "type" | "createdBy" | "holder";

/** Everything that narrows the list; it stands in the URL. */
export function Filters({ search }: { search: ListSearch }) {
  const { data: providers = [] } = useQuery(providersQuery);
  const { data: makers = [] } = useQuery(linkCreatorsQuery);
  const { data: colleagues = [] } = useQuery(colleaguesQuery);
  const { staff } = useMe();
  const navigate = useNavigate({ from: "/connect-sessions" });
  const people = (known: StaffReference[]) => [
    { value: "me", label: "Me" },
    ...known.flatMap(({ id, name }) => (id === staff.id ? [] : { value: id, label: name })),
  ];
  const of = (name: Lists) => ({
    value: search[name] ?? [],
    placeholder: search[name] ? undefined : "Any",
    onChange: (chosen: string[]) =>
      void navigate({
        search: (before) => ({ ...before, [name]: chosen.length > 0 ? chosen : undefined }),
        replace: true,
      }),
  });
  return (
    <FilterPanel>
      <OwnerFilter {...of("ownerId")} />
      <MultiChoice
        label="Provider"
        searchable
        data={withChosen(
          providers.map(({ key, name }) => ({ value: key, label: name })),
          search.provider,
        )}
        nothingFoundMessage="No provider of this name is set up in StackOne."
        {...of("provider")}
      />
      <MultiChoice
        label="Progress"
        searchable
        data={withChosen(progresses, search.progress)}
        nothingFoundMessage="No such progress."
        {...of("progress")}
      />
      <MultiChoice label="Type" data={withChosen(types, search.type)} {...of("type")} />
      <MultiChoice
        label="By"
        searchable
        data={withChosen(people(makers), search.createdBy)}
        nothingFoundMessage="Nobody of this name made a link."
        {...of("createdBy")}
      />
      <MultiChoice
        label="With"
        searchable
        data={withChosen([...teamChoices, ...people(colleagues)], search.holder)}
        nothingFoundMessage="Nobody of this name has signed in here."
        {...of("holder")}
      />
    </FilterPanel>
  );
}
