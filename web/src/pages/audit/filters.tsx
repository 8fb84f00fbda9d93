import { Button, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFilter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { auditActorsQuery } from "../../api/audit.ts";
import { MultiChoice } from "../../frame/multi-choice.tsx";
import { auditSearch, type AuditSearch } from "./audit-search.ts";
import { actionOptions } from "./audit-words.ts";
import classes from "./audit.module.css";

const outcomes = [
  { value: "done", label: "Done" },
  { value: "refused", label: "Refused" },
  { value: "failed", label: "Failed" },
];

/** Everything that narrows the list; it stands in the URL. On a narrow screen it unfolds. */
export function Filters({ search }: { search: AuditSearch }) {
  const [open, { toggle }] = useDisclosure(false);
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
      </div>
    </>
  );
}

interface Option {
  value: string;
  label: string;
}

/** What the address names stays visible, also where the list of choices does not have it. */
function withChosen(options: Option[], chosen: string[] = []): Option[] {
  const missing = chosen.filter((value) => !options.some((option) => option.value === value));
  return [...options, ...missing.map((value) => ({ value, label: value }))];
}

function withOthers(chosen: string[] = []) {
  const groups = actionOptions();
  const known = groups.flatMap(({ items }) => items);
  const others = withChosen(known, chosen).slice(known.length);
  return others.length > 0 ? [...groups, { group: "Others", items: others }] : groups;
}
