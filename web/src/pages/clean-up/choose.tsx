import { Text } from "@mantine/core";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { accountListQuery } from "../../api/account-list.ts";
import { ListRest } from "../../list/list-rest.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { AccountChoice } from "./account-choice.tsx";
import { ChoiceBar } from "./choice-bar.tsx";
import { toggled } from "./chosen.ts";
import type { CleanUpSearch } from "./clean-up-search.ts";
import listClasses from "../../list/list.module.css";
import { Filters } from "./filters.tsx";
import { filterOf } from "./test-accounts.ts";
import { useChosen } from "./use-chosen.ts";

const none: string[] = [];

/** The first step: which accounts. What is chosen stands in the URL, also while other filters hide it. */
export function Choose({ search }: { search: CleanUpSearch }) {
  const [chosen, choose] = useChosen(search.account ?? none);
  const list = useSuspenseInfiniteQuery(accountListQuery(filterOf(search)));
  const accounts = list.data.pages.flatMap(({ items }) => items);
  return (
    <>
      <Filters search={search} />
      <ChoiceBar chosen={chosen} shown={accounts.map(({ id }) => id)} onChoose={choose} />
      {accounts.length === 0 ? (
        <Empty filtered={Object.keys(filterOf(search)).length > 1} />
      ) : (
        <ul className={listClasses.rows} aria-label="Test accounts">
          {accounts.map((account) => (
            <AccountChoice
              key={account.id}
              account={account}
              chosen={chosen}
              onToggle={() => choose(toggled(chosen, account.id))}
            />
          ))}
        </ul>
      )}
      <ListRest list={list} />
    </>
  );
}

function Empty({ filtered }: { filtered: boolean }) {
  return (
    <>
      <Text py="xl">
        {filtered
          ? "No test account fits. Search for less."
          : "The console knows no account of type test. What a test link makes comes here by itself."}
      </Text>
      <LinkButton to={filtered ? "/accounts/clean-up" : "/accounts"} variant="default">
        {filtered ? "Show all" : "Back to accounts"}
      </LinkButton>
    </>
  );
}
