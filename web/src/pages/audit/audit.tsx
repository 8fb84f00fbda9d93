import { Group, Text, Title } from "@mantine/core";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { auditQuery } from "../../api/audit.ts";
import { ListRest } from "../../list/list-rest.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { filterOf, isFiltered } from "./audit-filter.ts";
import { AuditRow } from "./audit-row.tsx";
import listClasses from "../../list/list.module.css";
import { Export } from "./export.tsx";
import { Filters } from "./filters.tsx";

/** The page `/audit`: who did what, newest first. */
export function AuditLog() {
  const search = useSearch({ from: "/audit" });
  const list = useSuspenseInfiniteQuery(auditQuery(filterOf(search)));
  const lines = list.data.pages.flatMap(({ items }) => items);
  return (
    <>
      <title>Audit log · Connect console</title>
      <Group justify="space-between" mb="md">
        <Title order={1} size="h2">
          Audit log
        </Title>
        <About id={search.target ?? ""} />
      </Group>
      <Filters search={search} />
      <Export filter={filterOf(search)} />
      {lines.length === 0 ? (
        <Empty filtered={isFiltered(search)} />
      ) : (
        <ul className={listClasses.rows} aria-label="Entries">
          {lines.map((line) => (
            <AuditRow key={line.id} line={line} />
          ))}
        </ul>
      )}
      <ListRest list={list} />
    </>
  );
}

/** The id of what the entries are about stands in the URL. */
function About({ id }: { id: string }) {
  const navigate = useNavigate({ from: "/audit" });
  return (
    <SearchField
      label="About"
      placeholder="Id of a link, account or owner"
      q={id}
      onSearch={(target) =>
        void navigate({
          search: (before) => ({ ...before, target: target || undefined }),
          replace: true,
        })
      }
    />
  );
}

function Empty({ filtered }: { filtered: boolean }) {
  return (
    <>
      <Text py="xl">
        {filtered
          ? "No entry fits. Take a filter away, or choose a longer time."
          : "Nothing has been written down yet. Whatever somebody does here comes here by itself."}
      </Text>
      {filtered && (
        <LinkButton to="/audit" variant="default">
          Show all
        </LinkButton>
      )}
    </>
  );
}
