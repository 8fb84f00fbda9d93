import { Group, Title } from "@mantine/core";
import { useInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { accountListQuery, accountOverviewQuery } from "../../api/account-list.ts";
import { LinkButton } from "../../ui/link-button.tsx";
import { AccountList } from "./account-list.tsx";
import { filterOf, tabOf } from "./account-filter.ts";
import { CopyState } from "./copy-state.tsx";
import { Filters } from "./filters.tsx";
import { Search } from "./search.tsx";
import { TabBar } from "./tab-bar.tsx";

/** The page `/accounts`: every linked account, by who must act so that it works. */
export function Accounts() {
  const search = useSearch({ from: "/accounts" });
  const { data: overview } = useSuspenseQuery(accountOverviewQuery);
  const filter = filterOf(search, overview.counts);
  const [page] = useInfiniteQuery(accountListQuery(filter)).data?.pages ?? [];
  const counts = page?.counts ?? overview.counts;
  return (
    <>
      <title>Accounts · Connect console</title>
      <Group justify="space-between" mb="xs">
        <Title order={1} size="h2">
          Accounts
        </Title>
        <Group gap="sm">
          <LinkButton
            to="/accounts/clean-up"
            search={{ ownerId: search.ownerId, provider: search.provider, q: search.q }}
            variant="default"
          >
            Clean up test accounts
          </LinkButton>
          <Search q={search.q ?? ""} />
        </Group>
      </Group>
      <CopyState copy={overview.copy} problem={page?.copy.problem ?? overview.copy.problem} />
      <Filters search={search} counts={counts} />
      <TabBar tab={tabOf(search)} counts={counts} cut={page?.countsCut ?? false}>
        <AccountList key={JSON.stringify(filter)} search={search} filter={filter} />
      </TabBar>
    </>
  );
}
