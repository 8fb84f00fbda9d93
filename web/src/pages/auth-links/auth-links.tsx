import { Group, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { connectSessionCountsQuery } from "../../api/connect-session.ts";
import { SearchField } from "../../ui/search-field.tsx";
import { ListRest } from "../../list/list-rest.tsx";
import { AuthLinkRow } from "./auth-link-row.tsx";
import listClasses from "../../list/list.module.css";
import { EmptyList } from "./empty-list.tsx";
import { Filters } from "./filters.tsx";
import { ListTools } from "./list-tools.tsx";
import { Mine } from "./mine.tsx";
import { TabBar } from "./tab-bar.tsx";
import { useLedger } from "./use-ledger.ts";

/** The page `/connect-sessions`: every link that was made here, by what it needs. */
export function AuthLinks() {
  const { tab = "waiting", ...filter } = useSearch({ from: "/connect-sessions" });
  const { list, rows, fresh } = useLedger({ tab, ...filter });
  const { data: counts } = useSuspenseQuery(connectSessionCountsQuery(filter));
  return (
    <>
      <title>Auth links · Connect console</title>
      <Group justify="space-between" mb="md">
        <Title order={1} size="h2">
          Auth links
        </Title>
        <Group gap="sm">
          <Mine holder={filter.holder} />
          <Search q={filter.q ?? ""} />
        </Group>
      </Group>
      <Filters search={filter} />
      <TabBar tab={tab} counts={counts} cut={list.data.pages[0]?.countsCut ?? false}>
        <ListTools
          rows={rows}
          filter={{ tab, ...filter }}
          fresh={fresh}
          onShow={() => void list.refetch()}
        />
        {rows.length === 0 ? (
          <EmptyList
            tab={tab}
            filtered={Object.values(filter).some((value) => value !== undefined)}
          />
        ) : (
          <ul className={listClasses.rows}>
            {rows.map((row) => (
              <AuthLinkRow key={row.id} row={row} />
            ))}
          </ul>
        )}
        <ListRest list={list} />
      </TabBar>
    </>
  );
}

/** What is sought stands in the URL. */
function Search({ q }: { q: string }) {
  const navigate = useNavigate({ from: "/connect-sessions" });
  return (
    <SearchField
      label="Search auth links"
      placeholder="Owner, provider, label, note, ticket or id"
      q={q}
      onSearch={(text) =>
        void navigate({ search: (before) => ({ ...before, q: text || undefined }), replace: true })
      }
    />
  );
}
