import type { AccountPage } from "@connect-console/shared/account";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { accountListQuery, type AccountFilter } from "../../api/account-list.ts";
import { ListRest } from "../../list/list-rest.tsx";
import { AccountRows } from "./account-rows.tsx";
import { isFiltered, tabOf } from "./account-filter.ts";
import type { AccountSearch } from "./account-search.ts";
import { EmptyList } from "./empty-list.tsx";
import { Left } from "./left.tsx";

/** seen at once in the notice of what left */
const shownAtMost = 3;

/** What stands under the open tab. It follows by itself: an account that works again leaves, and that is said. */
export function AccountList({ search, filter }: { search: AccountSearch; filter: AccountFilter }) {
  const list = useSuspenseInfiniteQuery(accountListQuery(filter));
  const [seen, setSeen] = useState(list.data);
  const [left, setLeft] = useState<string[]>([]);
  const accounts = list.data.pages.flatMap(({ items }) => items);
  const tab = tabOf(search);

  if (seen !== list.data) {
    const gone = idsOf(seen.pages).filter((id) => !accounts.some((account) => account.id === id));
    setSeen(list.data);
    setLeft([...gone, ...left.filter((id) => !gone.includes(id))].slice(0, shownAtMost));
  }
  const [first] = list.data.pages;
  return (
    <>
      {accounts.length === 0 && first ? (
        <EmptyList tab={tab} filtered={isFiltered(search)} copy={first.copy} />
      ) : (
        <AccountRows accounts={accounts} />
      )}
      <ListRest list={list} />
      {tab !== "all" && <Left ids={left} onClose={() => setLeft([])} />}
    </>
  );
}

function idsOf(pages: AccountPage[]): string[] {
  return pages.flatMap(({ items }) => items.map(({ id }) => id));
}
