import { Button } from "@mantine/core";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { ErrorNotice } from "../ui/error-notice.tsx";

type List = Pick<
  UseInfiniteQueryResult,
  | "data"
  | "error"
  | "fetchNextPage"
  | "hasNextPage"
  | "isFetchNextPageError"
  | "isFetchingNextPage"
  | "refetch"
>;

/** What stands below the rows of a list: why it could not be read, and the next page. */
export function ListRest({ list }: { list: List }) {
  const again = () => void (list.isFetchNextPageError ? list.fetchNextPage() : list.refetch());
  return (
    <>
      {list.error && (
        <ErrorNotice
          error={list.error}
          title={
            list.isFetchNextPageError ? "The rest could not be read" : "The list could not be read"
          }
          onRetry={again}
        />
      )}
      {list.hasNextPage && (
        <Button
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  );
}
