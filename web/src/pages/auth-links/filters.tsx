import { AccountType, Progress } from "@connect-console/shared/connect-session";
import type { StaffReference } from "@connect-console/shared/staff";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFilter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { colleaguesQuery } from "../../api/hand-over.ts";
import { linkMakersQuery } from "../../api/ledger.ts";
import { useMe } from "../../api/me.ts";
import { providersQuery } from "../../api/provider.ts";
import { progressWord } from "../../connect-session/progress-words.ts";
import { MultiChoice } from "../../frame/multi-choice.tsx";
import { OwnerFilter } from "../../owner/owner-filter.tsx";
import classes from "./auth-links.module.css";
import type { ListSearch } from "./list-search.ts";

const progresses = Progress.options.map((value) => ({ value, label: progressWord(value, null) }));
const types = AccountType.options.map((value) => ({
  value,
  label: { production: "Production", test: "Test" }[value],
}));

type Lists = "ownerId" | "provider" | "progress" | "type" | "createdBy" | "holder";

/** Everything that narrows the list; it stands in the URL. On a narrow screen it unfolds. */
export function Filters({ search }: { search: ListSearch }) {
  const [open, { toggle }] = useDisclosure(false);
  const { data: providers = [] } = useQuery(providersQuery);
  const { data: makers = [] } = useQuery(linkMakersQuery);
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
    <>
      <Button
        hiddenFrom="sm"
        variant="default"
        mb="sm"
        leftSection={<IconFilter size={16} aria-hidden />}
        aria-expanded={open}
        onClick={toggle}
      >
        Filters
      </Button>
      <div className={classes.filters} data-open={open} role="group" aria-label="Filters">
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
          data={withChosen(people(colleagues), search.holder)}
          nothingFoundMessage="Nobody of this name has signed in here."
          {...of("holder")}
        />
      </div>
    </>
  );
}

interface Option {
  value: string;
  label: string;
}

/** A value of the URL that is not among the choices is shown as it is, so that it can be taken away. */
function withChosen(options: Option[], chosen: string[] | undefined): Option[] {
  const missing = (chosen ?? []).filter((value) => !options.some((each) => each.value === value));
  return [...options, ...missing.map((value) => ({ value, label: value }))];
}
