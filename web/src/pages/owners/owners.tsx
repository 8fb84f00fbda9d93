import { Button, Group, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { ownerPagesQuery } from "../../api/owner-directory.ts";
import { ErrorNotice } from "../../frame/error-notice.tsx";
import { OwnerActs } from "./owner-acts.tsx";
import { OwnerRow } from "./owner-row.tsx";
import classes from "./owners.module.css";

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
        <ul className={classes.rows} aria-label="Owners">
          {owners.map((owner) => (
            <OwnerRow key={owner.id} owner={owner} />
          ))}
        </ul>
      )}
      {list.error && (
        <ErrorNotice
          error={list.error}
          title="The rest could not be read"
          onRetry={() => void list.fetchNextPage()}
        />
      )}
      {list.hasNextPage && (
        <Button
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Load more
        </Button>
      )}
    </>
  );
}

/** Searches while typing; what is sought stands in the URL. */
function Search({ q }: { q: string }) {
  const [text, setText] = useState(q);
  const navigate = useNavigate({ from: "/owners" });
  const search = useDebouncedCallback((value: string) => {
    void navigate({ search: { q: value.trim() || undefined }, replace: true });
  }, 300);
  return (
    <TextInput
      aria-label="Search owners"
      placeholder="Name, owner id or account id"
      leftSection={<IconSearch size={16} aria-hidden />}
      mb="md"
      maw={420}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
    />
  );
}
