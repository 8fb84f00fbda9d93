import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { linkCreatorsQuery } from "../../api/ledger.ts";
import { useMe } from "../../api/me.ts";
import { providersQuery } from "../../api/provider.ts";
import { MultiChoice } from "../../ui/multi-choice.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { withChosen } from "../../list/chosen-options.ts";
import { OwnerFilter } from "../../owner/owner-filter.tsx";
import type { CleanUpSearch } from "./clean-up-search.ts";
import classes from "./clean-up.module.css";

/** What narrows the accounts to choose from; it stands in the URL. */
export function Filters({ search }: { search: CleanUpSearch }) {
  const { data: providers = [] } = useQuery(providersQuery);
  const { data: makers = [] } = useQuery(linkCreatorsQuery);
  const { staff } = useMe();
  const navigate = useNavigate({ from: "/accounts/clean-up" });
  const of = (name: "ownerId" | "provider" | "createdBy") => ({
    value: search[name] ?? [],
    placeholder: search[name] ? undefined : "Any",
    onChange: (chosen: string[]) =>
      void navigate({
        search: (before) => ({ ...before, [name]: chosen.length > 0 ? chosen : undefined }),
        replace: true,
      }),
  });
  const people = [
    { value: "me", label: "Me" },
    ...makers.flatMap(({ id, name }) => (id === staff.id ? [] : { value: id, label: name })),
  ];
  const options = providers.map(({ key, name }) => ({ value: key, label: name }));
  return (
    <div className={classes.filters} role="group" aria-label="Filters">
      <OwnerFilter {...of("ownerId")} />
      <MultiChoice
        label="Provider"
        searchable
        data={withChosen(options, search.provider)}
        nothingFoundMessage="No provider of this name is set up in StackOne."
        {...of("provider")}
      />
      <MultiChoice
        label="Created by"
        searchable
        data={withChosen(people, search.createdBy)}
        nothingFoundMessage="Nobody of this name made a link."
        {...of("createdBy")}
      />
      <SearchField
        label="Search test accounts"
        placeholder="Owner, label, username or id"
        q={search.q ?? ""}
        onSearch={(q) =>
          void navigate({ search: (before) => ({ ...before, q: q || undefined }), replace: true })
        }
      />
    </div>
  );
}
