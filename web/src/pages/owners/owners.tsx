import { Group, Text, Title } from "@mantine/core";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ownerPagesQuery } from "../../api/owner-directory.ts";
import { SearchField } from "../../ui/search-field.tsx";
import { ListRest } from "../../list/list-rest.tsx";
import { OwnerActs } from "./owner-acts.tsx";
import { OwnerRow } from "./owner-row.tsx";
import listClasses from "../../list/list.module.css";

/** The page `/owners`: the directory, by name. */
export function Owners() {
  const { q } = useSearch({ from: "/owners" });
  const list = useSuspenseInfiniteQuery(ownerPagesQuery(q));
  const owners = list.data.pages.flatMap(({ items }) => items);
  return (
    <>
      <title>Owners · Connect console</title>
      <Group justify="space-between" mb="md">
        <Title order={1} size="h2">
          Owners
        </Title>
        <OwnerActs />
      </Group>
      <Search q={q ?? ""} />
      {owners.length === 0 ? (
        <Text py="xl">
          {q === undefined
            ? "No owner is known yet. They come with StackOne's accounts, or add one."
            : "No owner fits. Search for less, or for an owner's id or an account's."}
        </Text>
      ) : (
        <ul className={listClasses.rows} aria-label="Owners">
          {owners.map((owner) => (
            <OwnerRow key={owner.id} owner={owner} />
          ))}
        </ul>
      )}
      <ListRest list={list} />
    </>
  );
}

/** What is sought stands in the URL. */
function Search({ q }: { q: string }) {
  const navigate = useNavigate({ from: "/owners" });
  return (
    <SearchField
      label="Search owners"
      placeholder="Name, owner id or account id"
      q={q}
      onSearch={(text) => void navigate({ search: { q: text || undefined }, replace: true })}
    />
  );
}
