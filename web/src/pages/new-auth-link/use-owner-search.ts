import type { Owner } from "@connect-console/shared/owner";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import { ownerQuery, ownersQuery } from "../../api/owner.ts";

export type OwnerSearch = ReturnType<typeof useOwnerSearch>;

/** The owners that are found for what is typed, and the chosen one (`value`, empty: none), which is among them once it is known. */
export function useOwnerSearch(value: string) {
  const [text, setText] = useState("");
  const isChosen = value !== "";
  const chosen = useQuery({ ...ownerQuery(value), enabled: isChosen });
  // The field shows the chosen owner's name, which must not become a search for it.
  const wanted = text === chosen.data?.name ? "" : text.trim();
  const [q] = useDebouncedValue(wanted, 200);
  const search = useQuery(ownersQuery(q));
  const found = search.data?.items ?? [];
  const chosenError = isChosen ? chosen.error : null;
  return {
    text,
    setText,
    /** what is looked for */
    wanted,
    found,
    /** what was found is for what is wanted now */
    upToDate: q === wanted && !search.isPlaceholderData,
    isFetching: search.isFetching,
    error: search.error,
    retry: () => void search.refetch(),
    owners: withChosen(found, chosen.data),
    chosen: isChosen ? chosen.data : undefined,
    chosenError,
    /** there is no owner of the chosen id */
    isUnknown: chosenError instanceof ApiProblem && chosenError.code === "not_found",
  };
}

function withChosen(items: Owner[], chosen: Owner | undefined): Owner[] {
  return !chosen || items.some(({ id }) => id === chosen.id) ? items : [chosen, ...items];
}
