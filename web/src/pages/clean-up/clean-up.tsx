import { Text, Title } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { Choose } from "./choose.tsx";
import { Review } from "./review.tsx";

/** The page `/accounts/clean-up`: test accounts are chosen, tried, confirmed and deleted. */
export function CleanUp() {
  const search = useSearch({ from: "/accounts/clean-up" });
  const { account: chosen = [], step } = search;
  return (
    <>
      <title>Clean up test accounts · Connect console</title>
      <Title order={1} size="h2" mb="xs">
        Clean up test accounts
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        Accounts of type test are deleted at StackOne, with their credentials and for good. Choose
        them, see what would happen, confirm, and follow them one by one.
      </Text>
      {step === "review" && chosen.length > 0 ? (
        <Review key={chosen.join(" ")} ids={chosen} />
      ) : (
        <Choose search={search} />
      )}
    </>
  );
}
