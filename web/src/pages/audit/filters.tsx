import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { auditActorsQuery } from "../../api/audit.ts";
import { MultiChoice } from "../../ui/multi-choice.tsx";
import { withChosen } from "../../list/chosen-options.ts";
import { FilterPanel } from "../../list/filter-panel.tsx";
import { auditSearch, type AuditSearch } from "./audit-search.ts";
import { actionOptions } from "./audit-words.ts";

const outcomes = [
  { value: "done", label: "Done" },
  { value: "refused", label: "Refused" },
  { value: "failed", label: "Failed" },
];

/** Everything that narrows the list; it stands in the URL. */
export function Filters({ search }: { search: AuditSearch }) {
  const { data: actors = [] } = useQuery(auditActorsQuery);
  const navigate = useNavigate({ from: "/audit" });
  const choose = (change: Record<string, unknown>) =>
    void navigate({ search: (before) => auditSearch({ ...before, ...change }), replace: true });
  const of = (name: "actor" | "action" | "outcome") => ({
    value: search[name] ?? [],
    placeholder: search[name] ? undefined : "Any",
    onChange: (chosen: string[]) => choose({ [name]: chosen }),
  });
  const day = (name: "from" | "to") => ({
    type: "date",
    value: search[name] ?? "",
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      choose({ [name]: event.currentTarget.value }),
  });
  const isBackwards =
    search.from !== undefined && search.to !== undefined && search.to < search.from;
  return (
    <FilterPanel>
      <MultiChoice
        label="Who"
        searchable
        data={withChosen(
          actors.map(({ id, name }) => ({ value: id, label: name })),
          search.actor,
        )}
        nothingFoundMessage="Nobody of this name stands in the audit log."
        {...of("actor")}
      />
      <MultiChoice
        label="Action"
        searchable
        data={withOthers(search.action)}
        nothingFoundMessage="No such action."
        {...of("action")}
      />
      <MultiChoice label="Outcome" data={outcomes} {...of("outcome")} />
      <TextInput label="From" {...day("from")} />
      <TextInput label="To" {...day("to")} error={isBackwards && "This day is before From."} />
    </FilterPanel>
  );
}

function withOthers(chosen: string[] = []) {
  const groups = actionOptions();
  const known = groups.flatMap(({ items }) => items);
  const others = withChosen(known, chosen).slice(known.length);
  return others.length > 0 ? [...groups, { group: "Others", items: others }] : groups;
}
