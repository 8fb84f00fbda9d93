import { Skeleton, Stack } from "@mantine/core";

/** Stands where a page will be, for loads that take longer than a moment. */
export function PageLoading() {
  return (
    <Stack aria-busy aria-label="Loading" role="status">
      <Skeleton h={36} w="min(320px, 60%)" />
      <Skeleton h={220} />
    </Stack>
  );
}
